export { listenToKeys, useShortcuts } from './registry.ts'
export { ShortcutSheet } from './shortcut-sheet.tsx'
export type { Shortcut } from './shortcut.ts'
