import { encode } from 'uqr'
import { html } from '../html.ts'
import type { Content, Html } from '../html.ts'
import type { Words } from '../words/index.ts'

/** A QR code with its address in writing beneath, for those whose camera or sight will not do. */
export function qrFigure(options: {
  words: Words
  value: string
  caption?: Content | undefined
}): Html {
  const { words, value } = options
  // Four modules of quiet all round are in the standard (ISO/IEC 18004); M mends 15% of damage.
  const { size, data } = encode(value, { ecc: 'M', border: 4 })
  const heard = words.t('ui.qr', { address: value })
  return html`<figure class="qr"><svg viewBox="0 0 ${size} ${size}" role="img" aria-label="${heard}" shape-rendering="crispEdges"><rect class="qr__light" width="${size}" height="${size}"/><path class="qr__dark" d="${runs(data)}"/></svg><figcaption>${options.caption ? html`${options.caption} ` : null}<bdi dir="ltr">${value}</bdi></figcaption></figure>`
}

/** Dark modules as one path, a run at a time. */
function runs(data: boolean[][]): string {
  let path = ''
  for (const [y, row] of data.entries()) {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue
      const from = x
      while (row[x + 1]) x++
      path += `M${from} ${y}h${x + 1 - from}v1h-${x + 1 - from}z`
    }
  }
  return path
}
