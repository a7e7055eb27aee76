// Runs before the first paint, so that a chosen theme never flashes the other one. A file of its own: the policy allows no inline script.
try {
  const theme = localStorage.getItem('freehold-theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
} catch {
  // Storage is closed to this page: the system's theme holds.
}
