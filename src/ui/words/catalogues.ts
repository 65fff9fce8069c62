import { readFileSync } from 'node:fs'
import app from '../../../locales/en/app.json' with { type: 'json' }
import listening from '../../../locales/en/listening.json' with { type: 'json' }
import moderation from '../../../locales/en/moderation.json' with { type: 'json' }
import paper from '../../../locales/en/paper.json' with { type: 'json' }
import partnerships from '../../../locales/en/partnerships.json' with { type: 'json' }
import people from '../../../locales/en/people.json' with { type: 'json' }
import places from '../../../locales/en/places.json' with { type: 'json' }
import respond from '../../../locales/en/respond.json' with { type: 'json' }
import results from '../../../locales/en/results.json' with { type: 'json' }
import ui from '../../../locales/en/ui.json' with { type: 'json' }
import constitution from '../../../locales/en/constitution.json' with { type: 'json' }
import meetings from '../../../locales/en/meetings.json' with { type: 'json' }
import decisions from '../../../locales/en/decisions.json' with { type: 'json' }
import closeness from '../../../locales/en/closeness.json' with { type: 'json' }
import archive from '../../../locales/en/archive.json' with { type: 'json' }
import priorities from '../../../locales/en/priorities.json' with { type: 'json' }
import drivers from '../../../locales/en/drivers.json' with { type: 'json' }
import plan from '../../../locales/en/plan.json' with { type: 'json' }
import commitments from '../../../locales/en/commitments.json' with { type: 'json' }
import boards from '../../../locales/en/boards.json' with { type: 'json' }
import evidence from '../../../locales/en/evidence.json' with { type: 'json' }
import type { Language } from './language.ts'

/**
 * Every catalogue. A new module adds its own here, one import and one word; its keys then become
 * part of the type `Key`, so that a misspelt key does not compile.
 */
const english = {
  ui,
  people,
  places,
  partnerships,
  listening,
  respond,
  paper,
  moderation,
  results,
  constitution,
  meetings,
  decisions,
  closeness,
  archive,
  priorities,
  drivers,
  plan,
  commitments,
  boards,
  evidence,
  app,
}

export type File = keyof typeof english
export type Key = { [F in File]: `${F}.${keyof (typeof english)[F] & string}` }[File]

export const files = Object.keys(english) as File[]

/** `<file>.<key>` to the ICU message, one map a language. */
export type Messages = ReadonlyMap<string, string>

function flatten(language: Language, read: (file: File) => Record<string, string>): Messages {
  const all = new Map<string, string>()
  for (const file of files) {
    for (const [key, message] of Object.entries(read(file))) {
      if (typeof message !== 'string')
        throw new TypeError(`${language}/${file}: ${key} is not text`)
      all.set(`${file}.${key}`, message)
    }
  }
  return all
}

function translated(language: Language): Messages {
  return flatten(language, (file) => {
    const path = new URL(`../../../locales/${language}/${file}.json`, import.meta.url)
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>
  })
}

export const catalogues: Readonly<Record<Language, Messages>> = {
  en: flatten('en', (file) => english[file]),
  cy: translated('cy'),
  ur: translated('ur'),
}
