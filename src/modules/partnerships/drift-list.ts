import cy from '../../../locales/cy/drift.json' with { type: 'json' }
import en from '../../../locales/en/drift.json' with { type: 'json' }
import type { Term } from './drift.ts'

type List = {
  reasons: Readonly<Record<string, string>>
  terms: readonly { term: string; forms: readonly string[]; reason: string; instead: string }[]
}

const made = ({ reasons, terms }: List): Term[] =>
  terms.map(({ reason, ...term }) => ({ ...term, why: reasons[reason] ?? '' }))

/** The languages that documents are read in, and the list that everybody starts from. */
export const driftLanguages = ['en', 'cy'] as const
export type DriftLanguage = (typeof driftLanguages)[number]

export const commonTerms: Readonly<Record<DriftLanguage, readonly Term[]>> = {
  en: made(en),
  cy: made(cy),
}

export const isDriftLanguage = (value: unknown): value is DriftLanguage =>
  driftLanguages.some((language) => language === value)
