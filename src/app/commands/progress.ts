/** A line that counts up in place while a terminal is attached, and says nothing otherwise. */
export function counter(what: string): ((done: number, of?: number) => void) & { end(): void } {
  const shown = process.stderr.isTTY
  let last = 0
  const tell = (done: number, of?: number) => {
    const now = performance.now()
    if (!shown || now - last < 100) return
    last = now
    process.stderr.write(
      `\r\u001b[2K${of ? bar(done / of) : ''}${done.toLocaleString('en-GB')}${of ? ` of ${of.toLocaleString('en-GB')}` : ''} ${what}`,
    )
  }
  return Object.assign(tell, {
    end() {
      if (shown) process.stderr.write('\r\u001b[2K')
    },
  })
}

function bar(share: number): string {
  const width = 24
  const full = Math.round(Math.min(1, Math.max(0, share)) * width)
  return `[${'='.repeat(full)}${' '.repeat(width - full)}] `
}
