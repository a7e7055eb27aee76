/**
 * Browser protections. The page runs only what this server serves: no inline script or style, no eval, no other host. React and the
 * virtual lists set style attributes through the CSSOM, which a policy does not touch; libraries that insert `<style>` elements
 * (Radix' scroll lock, sonner) are not used in those parts.
 */
export const pagePolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** swagger-ui writes style attributes into markup, so its page alone allows inline styles; scripts come from this server alone. */
export const referencePolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

const common = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
}

/** On every answer unless something else replaces a member: the strictest, which is right for the API. */
export function defaultHeaders(secure: boolean): Readonly<Record<string, string>> {
  return {
    ...common,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
    'cache-control': 'no-store',
    ...(secure ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
  }
}
