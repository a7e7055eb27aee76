export { listenToKeys, useShortcuts } from './registry.ts'
export { ShortcutSheet } from './shortcut-sheet.tsx'
export { isTyping, keyOf, type Keys, type Shortcut } from './shortcut.ts'
