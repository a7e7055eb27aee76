/**
 * Another person or another organization: the whole page is loaded anew, so that nothing read before is left in memory.
 * `path` is an address of this page; anything else (`//elsewhere.example`, `javascript:`) leads home. Scripts come from the
 * browser's cache, so it takes about as long as a page of records.
 */
export function enter(path: string): void {
  window.location.assign(ownAddress(path, window.location.origin))
}

/** The path as it stands, if the browser would stay on `origin` with it; else home. */
export function ownAddress(path: string, origin: string): string {
  const url = URL.parse(path, origin)
  return url?.origin === origin && path.startsWith('/') ? url.pathname + url.search + url.hash : '/'
}
