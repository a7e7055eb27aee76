import { create } from 'zustand'

export type Theme = 'system' | 'light' | 'dark'

const key = 'freehold-theme'

function stored(): Theme {
  try {
    const value = localStorage.getItem(key)
    return value === 'light' || value === 'dark' ? value : 'system'
  } catch {
    return 'system'
  }
}

/** theme.js reads the same key before the first paint. */
export const useTheme = create<{ theme: Theme; choose: (theme: Theme) => void }>()((set) => ({
  theme: stored(),
  choose: (theme) => {
    if (theme === 'system') delete document.documentElement.dataset['theme']
    else document.documentElement.dataset['theme'] = theme
    try {
      if (theme === 'system') localStorage.removeItem(key)
      else localStorage.setItem(key, theme)
    } catch {
      // Storage is closed: the choice lasts as long as the page.
    }
    set({ theme })
  },
}))
