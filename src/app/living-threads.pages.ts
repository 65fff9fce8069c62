import type { Section } from '../modules/partnerships/index.ts'
import { lastToLead, ledNowhere, type ThreadStep } from '../platform/thread/index.ts'
import { knots } from '../ui/components/knots.ts'
import { day } from '../ui/components/timestamp.ts'
import { html, type Html } from '../ui/html.ts'
import { words, type Language, type Words } from '../ui/words/index.ts'
import { onwardFrom } from './thread-onward.ts'
import { stepsOf } from './thread-steps.ts'
import { quoted, said } from './thread-stitch.pages.ts'

const shown = 4
const unansweredShown = 2
/** More are looked at than are shown: some may no longer be public. */
const looked = 3 * shown
const mostKnots = 5
const kinds = ['statement', 'testimony', 'theme']

/** What people said last that led to something, each with where it has got to; and what has not yet. */
export const livingThreads: Section = async (system, partnership, visit) => {
  const w = words(visit.language as Language)
  const { db } = system
  const [led, waiting] = await Promise.all([
    lastToLead(db, partnership.id, kinds, looked),
    ledNowhere(db, partnership.id, kinds, looked),
  ])
  const lines = (await Promise.all(led.map((id) => onwardFrom(db, id, w)))).filter(
    (line) => line.length > 1,
  )
  if (lines.length === 0) return null
  const newest = lines
    .toSorted(
      (a, b) =>
        b.at(-1)!.at.getTime() - a.at(-1)!.at.getTime() ||
        b.length - a.length ||
        a[0]!.at.getTime() - b[0]!.at.getTime(),
    )
    // Several people's words that became one promise end in the same place: the longest is told.
    .filter(
      (line, index, all) => all.findIndex((each) => each.at(-1)!.id === line.at(-1)!.id) === index,
    )
    .slice(0, shown)
  const told = await stepsOf(
    db,
    waiting.flatMap((id) => kinds.map((kind) => ({ id, kind }))),
    w,
  )
  const unanswered = waiting
    .flatMap((id) => told.get(id) ?? [])
    .filter(({ title }) => title !== null)
    .slice(0, unansweredShown)
  return html`<section aria-labelledby="threads"><h2 id="threads">${w.t('app.sections.threads')}</h2>
    <p class="soft">${w.t('app.sections.threads.lead')}</p>
    <ul class="findings">${newest.map((line) => living(line, w))}${unanswered.map((step) => living([step], w))}</ul></section>`
}

function living(line: readonly ThreadStep[], w: Words): Html {
  const own = line[0]!
  const last = line.at(-1)!
  const title = own.quote ? quoted(own.title!, w) : own.title!
  const open = line.length === 1 ? w.t('app.thread.open.yet') : last.open
  // Of a long story its beginning and where it is now.
  const told = line.length > mostKnots ? [own, ...line.slice(1 - mostKnots)] : line
  return html`<li class="finding"><h3 class="finding__words"${said(own, w)}>${title}</h3>
    ${knots({
      label: w.t('app.sections.threads.knots'),
      knots: [
        ...told.map((step) => ({ text: step.verb })),
        ...(open === undefined ? [] : [{ text: open, open: true }]),
      ],
    })}
    ${
      line.length === 1
        ? null
        : html`<p dir="auto">${
            last.answer
              ? html`<b>${last.answer.kind}</b> ${last.answer.text}`
              : html`<b>${last.verb}:</b> <span${said(last, w)}>${last.title ?? w.t('app.thread.nothing')}</span>`
          }</p>`
    }
    <p><a href="/thread/${own.id}">${w.t('app.sections.threads.follow')}<span class="govuk-visually-hidden">: <span${said(own, w)}>${title}</span></span></a> <span class="soft">· ${day({ words: w, when: last.at })}</span></p></li>`
}
