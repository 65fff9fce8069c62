import type { Transaction } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { partnershipById } from '../partnerships/index.ts'
import { populationOf } from '../places/index.ts'
import {
  aboutProblems,
  mostAboutQuestions,
  mostOptions,
  type AboutKind,
  type AboutWords,
} from './about-question.ts'
import {
  aboutQuestionById,
  aboutQuestionsOf,
  deleteAboutQuestion,
  insertAboutQuestion,
  updateAboutQuestion,
} from './about-question.sql.ts'
import { draftToChange } from './round.actions.ts'
import type { Round } from './round.ts'

export type Writing = {
  kind: AboutKind
  language: string
  said: AboutWords
  /** Compares people with the area: the dimension, and each option's category in it. */
  comparison: { dimension: string; categories: string[] } | null
}

/** Adds a question about the people who take part. */
export async function addAboutQuestion(
  trx: Transaction,
  round: string,
  writing: Writing,
): Promise<string> {
  const draft = await draftToChange(trx, round)
  if ((await aboutQuestionsOf(trx.db, round)).length >= mostAboutQuestions)
    throw new Refusal('listening.refused.too-many-about', 422, { most: mostAboutQuestions })
  await check(trx, draft, writing, {})
  const id = newId(trx.at)
  await insertAboutQuestion(trx.db, {
    id,
    round,
    kind: writing.kind,
    words: { [writing.language]: trimmed(writing) },
    ...compared(writing),
  })
  return id
}

/** Words a question in one language; its kind and comparison are the same in all. */
export async function writeAboutQuestion(
  trx: Transaction,
  round: string,
  id: string,
  writing: Writing,
): Promise<void> {
  const draft = await draftToChange(trx, round)
  const question = await aboutQuestionById(trx.db, id)
  if (!question || question.round !== round) throw notFound()
  const others = Object.fromEntries(
    Object.entries(question.words).filter(([language]) => language !== writing.language),
  )
  await check(trx, draft, writing, others)
  await updateAboutQuestion(trx.db, id, {
    kind: writing.kind,
    words: { ...others, [writing.language]: trimmed(writing) },
    ...compared(writing),
  })
}

export async function removeAboutQuestion(
  trx: Transaction,
  round: string,
  id: string,
): Promise<void> {
  await draftToChange(trx, round)
  const question = await aboutQuestionById(trx.db, id)
  if (!question || question.round !== round) throw notFound()
  await deleteAboutQuestion(trx.db, id)
}

const trimmed = ({ kind, said }: Writing): AboutWords => ({
  label: said.label.trim(),
  hint: said.hint.trim(),
  options: kind === 'words' ? [] : said.options,
})

const compared = ({ kind, comparison }: Writing) =>
  kind === 'words' || comparison === null
    ? { dimension: null, categories: null }
    : { dimension: comparison.dimension, categories: comparison.categories }

async function check(
  trx: Transaction,
  round: Round,
  writing: Writing,
  others: Record<string, AboutWords>,
): Promise<void> {
  if (!round.languages.includes(writing.language))
    throw new Refusal('listening.refused.language-not-in-round', 422)
  const { categories } = compared(writing)
  const [problem] = aboutProblems(writing.kind, trimmed(writing), others, categories)
  if (problem) throw new Refusal(`listening.refused.${problem}`, 422, { most: mostOptions })
  if (categories === null) return
  const partnership = await partnershipById(trx.db, round.partnership)
  const known =
    partnership?.neighbourhood && writing.comparison
      ? await populationOf(trx.db, partnership.neighbourhood.id, writing.comparison.dimension)
      : null
  const inIt = new Set(known?.categories.map((each) => each.category))
  // An option may stand for no category (“rather not say”): it is left empty.
  if (categories.some((category) => category !== '' && !inIt.has(category)))
    throw new Refusal('listening.refused.about-unknown-category', 422)
}
