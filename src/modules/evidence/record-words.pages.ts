import type { WordsForAct } from '../partnerships/index.ts'

/** How the acts of this module are said in a partnership's public record. */
export const wordsForAct: WordsForAct = {
  'figure-added': 'evidence.resident.act.figure-added',
  'figure-withdrawn': 'evidence.resident.act.figure-withdrawn',
}
