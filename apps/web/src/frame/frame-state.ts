import { create } from 'zustand'

interface FrameState {
  collapsed: boolean
  paletteOpen: boolean
  sheetOpen: boolean
  moreOpen: boolean
  creatingOrganization: boolean
  sessionsOpen: boolean
}

const key = 'freehold-side-bar'

function storedCollapsed(): boolean {
  try {
    return localStorage.getItem(key) === 'collapsed'
  } catch {
    return false
  }
}

/** What of the frame is open. One store, since the keyboard, the palette and the side bar all open the same things. */
export const useFrame = create<FrameState>()(() => ({
  collapsed: storedCollapsed(),
  paletteOpen: false,
  sheetOpen: false,
  moreOpen: false,
  creatingOrganization: false,
  sessionsOpen: false,
}))

export function toggleSideBar(): void {
  const collapsed = !useFrame.getState().collapsed
  useFrame.setState({ collapsed })
  try {
    localStorage.setItem(key, collapsed ? 'collapsed' : 'open')
  } catch {
    // Storage is closed: the width lasts as long as the page.
  }
}
