import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Key, Words } from '../words/index.ts'

/** How someone took part. Each counts the same. */
export type Channel = 'screen' | 'paper' | 'phone' | 'table' | 'room' | 'import'

const keys: Readonly<Record<Channel, Key>> = {
  screen: 'ui.channel.screen',
  paper: 'ui.channel.paper',
  phone: 'ui.channel.phone',
  table: 'ui.channel.table',
  room: 'ui.channel.room',
  import: 'ui.channel.import',
}

const shapes: Readonly<Record<Channel, string>> = {
  screen: 'M4 5h16v11H4zM9 20h6M12 16v4',
  paper: 'M6 3h9l4 4v14H6zM15 3v4h4M9 12h7M9 16h7',
  phone: 'M7 3l3 5-2 2c1 3 3 5 6 6l2-2 5 3c0 3-2 4-4 4C10 20 4 14 3 7c0-2 1-4 4-4z',
  table: 'M3 9h18M5 9v11M19 9v11M8 9V5h8v4',
  room: 'M8 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM16 10a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 20c0-4 2-6 6-6s6 2 6 6M15 14c4 0 7 2 7 6',
  import: 'M12 3v11M7 10l5 5 5-5M4 20h16',
}

export function channelTag(options: { words: Words; channel: Channel }): Html {
  const { words, channel } = options
  return html`<span class="channel"><svg viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="${shapes[channel]}"/></svg>${words.t(keys[channel])}</span>`
}
