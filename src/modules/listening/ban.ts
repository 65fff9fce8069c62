import en from '../../../locales/en/moderation.json' with { type: 'json' }

const prefix = 'resident.ban.'
/** Why somebody's responses may stop counting. Holding an unpopular view is none of them. */
export const banReasons = Object.keys(en)
  .filter((key) => key.startsWith(prefix))
  .map((key) => key.slice(prefix.length))

/** Somebody whose responses do not count, or did not for a while. */
export type Ban = {
  id: string
  participant: string
  reason: string
  bannedAt: Date
  endedAt: Date | null
}
