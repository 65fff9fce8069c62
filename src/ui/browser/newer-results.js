// Says when there are newer results than those on the page, and leaves the reader where they are:
// nothing is reloaded unless they ask.
const place = document.querySelector('[data-newer]')
const link = place?.querySelector('a')
if (place && link) {
  const shown = Number(place.dataset.version)
  const timer = setInterval(async () => {
    if (document.hidden) return
    try {
      const response = await fetch(place.dataset.newer, { headers: { accept: 'application/json' } })
      if (!response.ok) return
      const { version } = await response.json()
      if (version > shown) {
        link.hidden = false
        clearInterval(timer)
      }
    } catch {
      // Without a signal the page stays as it is.
    }
  }, 30_000)
}
