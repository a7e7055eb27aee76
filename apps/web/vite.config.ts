import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { preloadFont } from './build/preload-font.ts'
import { precompress } from './build/precompress.ts'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss(), preloadFont(/inter-latin-wght-normal-.*\.woff2$/), precompress()],
  build: {
    // What knows light-dark(), oklch() and popovers: Chrome 123, Firefox 128, Safari 17.5.
    target: ['chrome125', 'firefox128', 'safari17.5'],
    // Nothing as data: URL, the content security policy names 'self' alone.
    assetsInlineLimit: 0,
    // A home's folder may be read-only to the server; everything it serves stands here.
    outDir: 'dist',
    emptyOutDir: true,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 400,
  },
  server: {
    port: 7421,
    proxy: { '/api': `http://127.0.0.1:${process.env['PORT'] ?? '7420'}` },
  },
})
