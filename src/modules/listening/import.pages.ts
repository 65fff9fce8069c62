import type { Context } from 'hono'
import { Hono } from 'hono'
import { transaction, reading } from '../../platform/database/index.ts'
import { notFound, Refusal } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import { createLimit, link, type Env } from '../../platform/web/index.ts'
import { button } from '../../ui/components/button.ts'
import { errorSummary } from '../../ui/components/error-summary.ts'
import { fileUpload } from '../../ui/components/file-upload.ts'
import { input } from '../../ui/components/input.ts'
import { textarea } from '../../ui/components/textarea.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { isLanguage, type Words } from '../../ui/words/index.ts'
import { enter, header, type Partnership } from '../partnerships/index.ts'
import { allow } from '../people/index.ts'
import { importPolis, problemLine } from './import.actions.ts'
import { previewPage } from './import-preview.pages.ts'
import { polisFiles, type ImportProblem, type PolisFile, type PolisTexts } from './import.ts'
import { oneInHand, readFormAside, readPolisAside } from './reading.ts'
import { computeResult } from './result.actions.ts'
import { routes } from './routes.ts'
import { eraseWaiting, keepWaiting, waitingImport, type ImportAbout } from './waiting-import.sql.ts'

/** Bringing in a conversation held elsewhere: send the files, look at what would come of it, apply. */
export function importPages(system: System): Hono<Env> {
  // Putting right what was wrong in a file takes a few tries; nobody needs one every few seconds.
  const sending = createLimit(system.clock, { burst: 20, perMinute: 4 })

  async function allowed(c: Context<Env>) {
    const entered = await enter(system, c)
    const { visit, partnership } = entered
    allow(visit.actor, 'draft', { kind: 'round', partnership: partnership.id })
    if (visit.actor.kind !== 'person') throw notFound()
    return { ...entered, w: entered.words, actor: visit.actor }
  }

  async function waitingOf(c: Context<Env>) {
    const entered = await allowed(c)
    const id = c.req.param('waiting') ?? ''
    const waiting = await reading(system.db, entered.actor, (db) => waitingImport(db, id))
    if (!waiting || waiting.partnership !== entered.partnership.id) throw notFound()
    return { ...entered, waiting }
  }

  return new Hono<Env>()
    .get(routes.importing, async (c) => {
      const { partnership, w } = await allowed(c)
      return c.render(formPage(w, partnership, emptyAbout, {}, []), headOf(w, partnership))
    })
    .post(routes.importing, async (c) => {
      const { partnership, w, actor, visit } = await allowed(c)
      sending(actor.person)
      const { about, files } = await sent(c, visit.language)
      const errors = errorsIn(w, about, files)
      const { problems } =
        Object.keys(errors).length > 0
          ? { problems: [] as ImportProblem[] }
          : await oneInHand(actor.person, () => readPolisAside(files))
      if (Object.keys(errors).length > 0 || problems.length > 0)
        return c.render(formPage(w, partnership, about, errors, problems), {
          ...headOf(w, partnership),
          status: 422,
        })
      const id = newId(system.clock.now())
      await transaction(system.db, actor, system.clock.now(), (trx) =>
        keepWaiting(trx.db, {
          id,
          partnership: partnership.id,
          person: actor.person,
          madeAt: trx.at,
          about,
          files,
        }),
      )
      return c.redirect(link(routes.waitingImport, { slug: partnership.slug, waiting: id }), 303)
    })
    .get(routes.waitingImport, async (c) => {
      const { partnership, w, waiting, actor } = await waitingOf(c)
      sending(actor.person)
      const { plan } = await readPolisAside(waiting.files)
      if (!plan) throw notFound()
      return c.render(previewPage(w, partnership, waiting, plan), headOf(w, partnership))
    })
    .post(routes.waitingImport, async (c) => {
      const { partnership, actor, waiting } = await waitingOf(c)
      const body = await c.req.parseBody()
      const erase = () =>
        transaction(system.db, actor, system.clock.now(), (trx) => eraseWaiting(trx.db, waiting.id))
      if (body['do'] !== 'apply') {
        await erase()
        return c.redirect(link(routes.importing, { slug: partnership.slug }), 303)
      }
      const { round } = await oneInHand(actor.person, async () => {
        const made = await importPolis(
          system,
          { ...waiting.about, files: waiting.files, partnership: partnership.id },
          actor,
        )
        await erase()
        return made
      })
      // The job would do it in a moment; the reader should find something there now.
      await computeResult(system, round, { whole: true }).catch((error: unknown) =>
        system.log.warn({ round, error: (error as Error).message }, 'a result waits for its job'),
      )
      return c.redirect(link(routes.results, { round }), 303)
    })
}

const emptyAbout: ImportAbout = {
  question: '',
  reason: '',
  source: '',
  licence: '',
  language: 'en',
}

const headOf = (w: Words, partnership: Partnership): Head => ({
  title: w.t('results.import.title'),
  ...header(partnership, w),
})

async function sent(
  c: Context<Env>,
  language: string,
): Promise<{ about: ImportAbout; files: PolisTexts }> {
  const form = await readFormAside(await c.req.arrayBuffer(), c.req.header('content-type') ?? '')
  const text = (name: string) => (form.fields[name] ?? '').trim()
  const files: PolisTexts = {}
  for (const name of polisFiles) if (form.files[name]) files[name] = form.files[name]
  const [question, reason, source, licence] = ['question', 'reason', 'source', 'licence'].map(text)
  if ([question, reason, source, licence].some((each) => each!.length > 4000))
    throw new Refusal('results.import.refused.long', 422)
  return {
    about: {
      question: question!,
      reason: reason!,
      source: source!,
      licence: licence!,
      language: isLanguage(text('language')) ? text('language') : language,
    },
    files,
  }
}

type Errors = Record<string, string>

function errorsIn(w: Words, about: ImportAbout, files: PolisTexts): Errors {
  const errors: Errors = {}
  if (!about.question) errors['question'] = w.t('results.import.refused.question')
  if (!about.source) errors['source'] = w.t('results.import.refused.source')
  if (!about.licence) errors['licence'] = w.t('results.import.refused.licence')
  for (const name of ['comments.csv', 'participants-votes.csv'] as const)
    if (!files[name]) errors[name] = w.t('results.import.refused.file', { file: name })
  return errors
}

const mostShown = 100

function formPage(
  w: Words,
  partnership: Partnership,
  about: ImportAbout,
  errors: Errors,
  problems: readonly ImportProblem[],
): Html {
  const file = (name: PolisFile, hint: string) =>
    fileUpload({
      words: w,
      name,
      id: name.replace('.', '-'),
      label: html`<span dir="ltr">${name}</span>`,
      hint,
      attributes: { accept: '.csv,text/csv' },
      ...(errors[name] ? { errorMessage: errors[name] } : {}),
    })
  const line = (name: keyof ImportAbout, hint: string) =>
    input({
      words: w,
      name,
      value: about[name],
      label: w.t(`results.import.${name as 'question'}`),
      hint,
      ...(errors[name] ? { errorMessage: errors[name] } : {}),
    })
  const list = [
    ...Object.entries(errors).map(([name, text]) => ({
      href: `#${name.replace('.', '-')}`,
      text,
    })),
    ...problems.slice(0, mostShown).map((problem) => ({
      href: `#${problem.file.replace('.', '-')}`,
      text: problemLine(w, problem),
    })),
  ]
  return html`${list.length > 0 ? errorSummary({ words: w, errorList: list }) : null}
    ${problems.length > mostShown ? html`<p>${w.t('results.import.more-problems', { count: problems.length - mostShown })}</p>` : null}
    <h1>${w.t('results.import.title')}</h1>
    <p class="lead">${w.t('results.import.lead')}</p>
    ${problems.length > 0 ? html`<p><strong>${w.t('results.import.nothing-stored')}</strong> ${w.t('results.import.choose-again')}</p>` : null}
    <form method="post" action="${link(routes.importing, { slug: partnership.slug })}" enctype="multipart/form-data" novalidate>
      ${file('comments.csv', w.t('results.import.hint.comments'))}
      ${file('participants-votes.csv', w.t('results.import.hint.people'))}
      ${file('votes.csv', w.t('results.import.hint.votes'))}
      ${line('question', w.t('results.import.question.hint'))}
      ${textarea({ words: w, name: 'reason', value: about.reason, label: w.t('results.import.reason'), hint: w.t('results.import.reason.hint'), rows: 3 })}
      ${line('source', w.t('results.import.source.hint'))}
      ${line('licence', w.t('results.import.licence.hint'))}
      ${button({ text: w.t('results.import.check'), preventDoubleClick: true })}
    </form>`
}
