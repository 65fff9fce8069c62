import { link } from '../../platform/web/index.ts'
import type { Stitch } from '../../ui/components/thread.ts'
import { day } from '../../ui/components/timestamp.ts'
import { html, type Html } from '../../ui/html.ts'
import type { Words } from '../../ui/words/index.ts'
import { figureCard, type Figure } from '../evidence/index.ts'
import { routes as partnerships, type Partnership } from '../partnerships/index.ts'
import { startOfDay } from '../places/index.ts'
import { checkBackBody } from './check-back-views.pages.ts'
import type { CheckBack, CheckBackWord } from './check-back.ts'
import { said } from './commitment-entry.pages.ts'
import type { Proof } from './commitment-proof.sql.ts'
import type { Commitment, Silence } from './commitment.ts'
import type { Expectation, ExpectationAnswer } from './expectation.ts'
import type { Responsible } from './responsible.ts'
import { routes } from './routes.ts'
import type { Update } from './update.ts'

type Dated = Stitch & { at: Date }

/** Where an act stands in the public record, if it is there. */
function proof(
  partnership: Partnership,
  proofs: readonly Proof[],
  fits: (each: Proof) => boolean,
): string | undefined {
  const found = proofs.find(fits)
  return (
    found &&
    `${link(partnerships.record, { slug: partnership.slug }, { before: String(BigInt(found.sequence) + 1n) })}#act-${found.sequence}`
  )
}

const asked = (body: Record<string, unknown>, key: string, id: string) => body[key] === id

export type Expected = {
  expectation: Expectation
  answers: readonly ExpectationAnswer[]
  partnership: Partnership
  /** The organisation, by its name. */
  body: string
  proofs: readonly Proof[]
}

/** What was expected, what was answered and what was said to that. */
export function expectationStitches(w: Words, expected: Expected): Dated[] {
  const { expectation, answers, partnership, body, proofs } = expected
  const from = (fits: (each: Proof) => boolean) => proof(partnership, proofs, fits)
  const line: Dated[] = []
  if (expectation.sentAt !== null)
    line.push({
      at: expectation.sentAt,
      verb: w.t('commitments.resident.verb.expected'),
      when: day({ words: w, when: expectation.sentAt }),
      who: partnership.name,
      title: html`<a href="${link(routes.expectation, { expectation: expectation.id })}">${said(expectation.what, expectation.language, w)}</a>`,
      body: html`<p>${w.t('commitments.resident.answer-by', { day: w.date(expectation.answerBy) })}</p>`,
      proof: from(({ act }) => act === 'expectation-sent'),
    })
  for (const answer of answers) {
    line.push({
      at: answer.answeredAt,
      verb: w.t(`commitments.resident.verb.${answer.kind}`),
      when: day({ words: w, when: answer.answeredAt }),
      who: body,
      ...(answer.text === ''
        ? {}
        : { body: html`<p>${said(answer.text, answer.language, w)}</p>` }),
      proof: from(
        (each) => each.act.startsWith('expectation-') && asked(each.body, 'answer', answer.id),
      ),
    })
    if (answer.form)
      line.push({
        at: answer.form.at,
        verb: w.t(
          answer.form.agreed
            ? 'commitments.resident.verb.agreed'
            : 'commitments.resident.verb.not-agreed',
        ),
        when: day({ words: w, when: answer.form.at }),
        who: partnership.name,
        ...(answer.form.text === ''
          ? {}
          : { body: html`<p>${said(answer.form.text, expectation.language, w)}</p>` }),
        proof: from(
          (each) => each.act.startsWith('another-form-') && asked(each.body, 'answer', answer.id),
        ),
      })
  }
  if (expectation.withdrawnAt !== null)
    line.push({
      at: expectation.withdrawnAt,
      verb: w.t('commitments.resident.verb.withdrawn'),
      when: day({ words: w, when: expectation.withdrawnAt }),
      who: partnership.name,
      body: html`<p>${said(expectation.withdrawal ?? '', expectation.language, w)}</p>`,
      proof: from(({ act }) => act === 'expectation-withdrawn'),
    })
  return line
}

export type Promised = {
  commitment: Commitment
  partnership: Partnership
  body: string
  proofs: readonly Proof[]
  responsible: readonly Responsible[]
  updates: readonly Update[]
  silences: readonly Silence[]
  checkBacks: readonly { asked: CheckBack; voices: number; words: readonly CheckBackWord[] }[]
  figures: readonly Figure[]
}

/** Who answers for it: a name where there still is one, and the role. */
export function responsibleWords(w: Words, { name, role }: Responsible): string {
  return name === null ? role : w.t('commitments.resident.name-role', { name, role })
}

/** What was promised and all that came of it, in the order of time. */
export function commitmentStitches(w: Words, promised: Promised): Dated[] {
  const { commitment, partnership, body, proofs, responsible, updates } = promised
  const from = (fits: (each: Proof) => boolean) => proof(partnership, proofs, fits)
  const [first, ...later] = responsible
  const line: Dated[] = [
    {
      at: commitment.madeAt,
      verb: w.t('commitments.resident.verb.promised'),
      when: day({ words: w, when: commitment.madeAt }),
      who: body,
      title: said(commitment.what, commitment.language, w),
      body: html`<p>${w.t('commitments.resident.due', { day: w.date(commitment.dueOn) })} ${w.t('commitments.resident.review', { day: w.date(commitment.reviewOn) })}</p>${first ? html`<p>${w.t('commitments.resident.responsible')} ${said(responsibleWords(w, first), commitment.language, w)}</p>` : null}`,
      proof: from(({ act }) => act === 'commitment-made'),
    },
    ...later.map((each) => ({
      at: each.fromAt,
      verb: w.t('commitments.resident.verb.handed-over'),
      when: day({ words: w, when: each.fromAt }),
      who: body,
      body: html`<p>${w.t('commitments.resident.responsible')} ${said(responsibleWords(w, each), commitment.language, w)}</p>`,
      proof: from(
        ({ act, at }) => act === 'commitment-handed-over' && at.getTime() === each.fromAt.getTime(),
      ),
    })),
    ...updates.map((each) => ({
      id: `update-${each.id}`,
      at: each.postedAt,
      verb: w.t(
        each.saysDone
          ? 'commitments.resident.verb.says-done'
          : 'commitments.resident.verb.reported',
      ),
      when: day({ words: w, when: each.postedAt }),
      who: body,
      body: updateBody(w, each, promised.figures),
      proof: from(
        (event) => asked(event.body, 'update', each.id) && event.act.startsWith('commitment-'),
      ),
    })),
    ...promised.silences.map((each) => ({
      at: startOfDay(each.since),
      verb: w.t('commitments.resident.verb.quiet'),
      when: day({ words: w, when: each.since }),
      body: html`<p>${
        each.until === null
          ? w.t('commitments.resident.quiet.now', { day: w.date(each.reviewOn) })
          : w.t('commitments.resident.quiet.ended', {
              day: w.date(each.reviewOn),
              until: w.date(each.until),
            })
      }</p>`,
      proof: from(
        (event) =>
          event.act === 'commitment-gone-quiet' && asked(event.body, 'reviewOn', each.reviewOn),
      ),
      open: each.until === null,
    })),
    ...promised.checkBacks.map(({ asked: each, voices, words }) => ({
      id: `check-back-${each.id}`,
      at: each.result?.closedAt ?? each.openedAt,
      verb: w.t(
        each.result
          ? 'commitments.resident.verb.checked'
          : 'commitments.resident.verb.being-checked',
      ),
      when: day({ words: w, when: each.result?.closedAt ?? each.openedAt }),
      who: partnership.name,
      body: checkBackBody(w, {
        checkBack: each,
        voices,
        words,
        body,
        partnership,
        updates,
        commitment,
      }),
      proof: from(
        ({ subject, act }) =>
          subject === each.id && (each.result ? act !== 'check-back-opened' : true),
      ),
      open: each.result === null,
    })),
  ]
  return line.toSorted((a, b) => a.at.getTime() - b.at.getTime())
}

/** What somebody said of a promise, and where it is to be seen. */
export function updateBody(w: Words, update: Update, figures: readonly Figure[]): Html {
  const figure = figures.find(({ id }) => id === update.figure)
  return html`${update.text.split(/\n{2,}/).map((part) => html`<p>${said(part, update.language, w)}</p>`)}${
    update.evidenceUrl === null
      ? null
      : html`<p>${w.t('commitments.resident.evidence')} <a href="${update.evidenceUrl}" rel="noreferrer nofollow">${update.evidenceUrl}</a></p>`
  }${figure ? figureCard(w, figure) : null}${
    update.nextReviewOn === null
      ? null
      : html`<p class="soft">${w.t('commitments.resident.next-review', { day: w.date(update.nextReviewOn) })}</p>`
  }`
}
