import type { ConcernKind } from './concern-word.ts'

/** Somebody may be at risk. Kept apart from moderation: whether words can be public is another question. */
export type SafeguardingConcern = {
  id: string
  round: string
  about: 'statement' | 'testimony' | 'appeal' | 'message'
  subject: string | null
  /** Word for word. */
  text: string
  signs: ConcernKind[]
  raisedBy: 'spotter' | 'participant' | 'moderator' | 'keyer'
  raisedAt: Date
  closedAt: Date | null
  closedBy: string | null
}

export type SafeguardingNote = { text: string; by: string; at: Date }

/** Who to ring, by nation. Free numbers of national helplines, as they publish them themselves. */
export function helplines(nation: string): { key: string; number: string }[] {
  const abuse = {
    wales: { key: 'abuse-wales', number: '0808 80 10 800' },
    scotland: { key: 'abuse-scotland', number: '0800 027 1234' },
    'northern-ireland': { key: 'abuse-northern-ireland', number: '0808 802 1414' },
  }[nation] ?? { key: 'abuse-england', number: '0808 2000 247' }
  return [
    { key: 'listen', number: '116 123' },
    { key: 'child', number: '0800 1111' },
    abuse,
    { key: 'older', number: '0808 808 8141' },
  ]
}
