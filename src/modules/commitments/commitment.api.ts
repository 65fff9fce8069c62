import type { System } from '../../platform/system.ts'
import { link } from '../../platform/web/index.ts'
import { words } from '../../ui/words/index.ts'
import { organisationById } from '../places/index.ts'
import { readCommitment, stateWords } from './commitment-page.pages.ts'
import type { Commitment } from './commitment.ts'
import { routes } from './routes.ts'

/** A promise and all that came of it, for machines. The address reminders go to is not among it. */
export async function commitmentJson(system: System, commitment: Commitment) {
  const known = await readCommitment(system, commitment)
  const body = await organisationById(system.db, commitment.organisation)
  const page = (path: string) => `${system.config.publicUrl}${path}`
  const sequence = (fits: (proof: (typeof known.proofs)[number]) => boolean) =>
    known.proofs.find(fits)?.sequence ?? null
  return {
    id: commitment.id,
    partnership: commitment.partnership,
    page: page(link(routes.commitment, { commitment: commitment.id })),
    thread: page(`/thread/${commitment.id}/thread.json`),
    organisation: { id: commitment.organisation, name: body?.name ?? '' },
    what: commitment.what,
    language: commitment.language,
    dueOn: commitment.dueOn,
    reviewOn: commitment.reviewOn,
    priority: commitment.priority,
    intent: commitment.intent,
    madeAt: commitment.madeAt,
    state: { ...known.state, inWords: stateWords(words('en'), known.state) },
    expectation: known.expectation
      ? {
          id: known.expectation.id,
          what: known.expectation.what,
          why: known.expectation.why,
          language: known.expectation.language,
          answerBy: known.expectation.answerBy,
          sentAt: known.expectation.sentAt,
          answers: known.answers.map(({ id, kind, text, language, answeredAt, form }) => ({
            id,
            kind,
            text,
            language,
            answeredAt,
            form,
          })),
        }
      : null,
    responsible: known.responsible.map(({ name, role, fromAt }) => ({ name, role, fromAt })),
    updates: known.updates.map(({ commitment: _commitment, ...update }) => ({
      ...update,
      record: sequence((proof) => proof.body['update'] === update.id),
    })),
    quiet: known.silences,
    checkBacks: known.checkBacks.map(({ asked, voices, words: said }) => ({
      id: asked.id,
      update: asked.update,
      openedAt: asked.openedAt,
      closesOn: asked.closesOn,
      voices,
      result: asked.result,
      words: said.map(({ verdict, words: text, language }) => ({ verdict, words: text, language })),
      record: sequence(
        ({ subject, act }) =>
          subject === asked.id && (asked.result ? act !== 'check-back-opened' : true),
      ),
    })),
    record: sequence(({ act }) => act === 'commitment-made'),
  }
}
