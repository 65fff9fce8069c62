// Reloads a page of running work now and then, while it is being looked at. The page reloads by
// itself with a link as well; this only saves the pressing.
const meter = document.querySelector('[data-refresh]')
if (meter) {
  const seconds = Number(meter.dataset.refresh)
  setInterval(() => {
    if (!document.hidden) location.reload()
  }, seconds * 1000)
}
