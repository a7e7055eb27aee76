import type { Plugin } from 'vite'

/** Latin text in the first paint stands in its own letters: the browser asks for them before it has read the style sheet. */
export function preloadFont(name: RegExp): Plugin {
  return {
    name: 'freehold-preload-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle }) {
        const file = Object.keys(bundle ?? {}).find((candidate) => name.test(candidate))
        if (file === undefined) throw new Error(`No file of the build matches ${name}; the font package may have renamed it.`)
        return [
          { tag: 'link', injectTo: 'head', attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${file}` } },
        ]
      },
    },
  }
}
