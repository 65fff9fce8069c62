import type { Context } from 'hono'
import { Hono } from 'hono'
import { system as asSystem } from '../../platform/actor.ts'
import { reading } from '../../platform/database/index.ts'
import { notFound } from '../../platform/errors.ts'
import { readCode } from '../../platform/ids.ts'
import { merkleTree, type ProofStep } from '../../platform/ledger/index.ts'
import type { System } from '../../platform/system.ts'
import { link, type Env } from '../../platform/web/index.ts'
import { details } from '../../ui/components/details.ts'
import { emptyState } from '../../ui/components/empty-state.ts'
import type { Head } from '../../ui/head.ts'
import { html, type Html } from '../../ui/html.ts'
import { words, type Language, type Words } from '../../ui/words/index.ts'
import { header, partnershipById } from '../partnerships/index.ts'
import { closureOf } from './closure.sql.ts'
import { samePerson } from './participant.sql.ts'
import { leavesOf } from './receipt.sql.ts'
import { roundByCode } from './round.sql.ts'
import { textIn, type Round } from './round.ts'
import { questionOf } from './round-entry.pages.ts'
import { routes } from './routes.ts'
import { takingOf } from './turn.actions.ts'
import { receiptFor } from './verification.actions.ts'

export type Receipt = {
  round: string
  text: string
  leaf: string
  position: number
  proof: ProofStep[]
  root: string
  closed: Date
  participants: number
}

/** Proof for one person that what they said is in the count, and how anyone can check it. */
export function receiptPages(system: System): Hono<Env> {
  return new Hono<Env>().get(routes.receipt, async (c) => {
    const round = await roundByCode(system.db, readCode(c.req.param('code') ?? ''))
    const partnership = round && (await partnershipById(system.db, round.partnership))
    if (!round || !partnership) throw notFound()
    const w = words(c.get('visit').language as Language)
    const receipt = await receiptOfVisitor(system, c, round)
    if (c.req.query('as') === 'json') {
      if (!receipt) throw notFound()
      c.header('content-disposition', `attachment; filename="${round.code}-receipt.json"`)
      return c.json({ ...receipt, how: w.t('results.resident.receipt.how') })
    }
    return c.render(
      html`<h1>${w.t('results.resident.receipt.title')}</h1><p class="lead">${questionOf(round, w)}</p>
        ${receipt ? shown(w, round, receipt) : missing(w, round)}`,
      {
        title: w.t('results.resident.receipt.title'),
        about: textIn(round, w.language).question,
        width: 'reading',
        resident: true,
        back: { href: link(routes.mine, { code: round.code }), text: w.t('ui.back') },
        ...header(partnership, w),
      } satisfies Head,
    )
  })

  async function receiptOfVisitor(
    visited: System,
    c: Context<Env>,
    round: Round,
  ): Promise<Receipt | undefined> {
    const taking = takingOf(visited, c, round)
    if (!taking) return undefined
    // The whole tree is needed for one proof; what is shown of it is this person's own.
    return reading(visited.db, asSystem('receipt'), async (db) => {
      const closure = await closureOf(db, round.id)
      if (!closure) return undefined
      const leaves = await leavesOf(db, round.id)
      const own = new Set(await samePerson(db, taking.participant))
      const position = leaves.findIndex((each) => own.has(each.participant))
      if (position < 0) return undefined
      const { participant } = leaves[position]!
      const given = await receiptFor(db, round.id, participant, closure.closedAt)
      if (!given) return undefined
      return {
        round: round.id,
        text: given.text,
        leaf: leaves[position]!.leaf.toString('hex'),
        position,
        proof: merkleTree(leaves.map((each) => each.leaf)).proof(position),
        root: closure.root.toString('hex'),
        closed: closure.closedAt,
        participants: closure.participants,
      }
    })
  }
}

function shown(w: Words, round: Round, receipt: Receipt): Html {
  const lines = receipt.text.split('\n').slice(3)
  return html`<p>${w.t('results.resident.receipt.counted', { count: lines.length, people: receipt.participants, date: w.date(receipt.closed) })}</p>
    <p><a class="govuk-link" href="${link(routes.receipt, { code: round.code }, { as: 'json' })}" download>${w.t('results.resident.receipt.download')}</a></p>
    <h2>${w.t('results.resident.receipt.check.title')}</h2>
    <p>${w.t('results.resident.receipt.check.lead')}</p>
    <ol><li>${w.t('results.resident.receipt.step.text')}</li><li>${w.t('results.resident.receipt.step.leaf')}</li><li>${w.t('results.resident.receipt.step.join', { steps: receipt.proof.length })}</li><li>${w.t('results.resident.receipt.step.root')}</li></ol>
    ${details({ summary: w.t('results.resident.receipt.text'), text: html`<pre class="plain" dir="ltr" tabindex="0" role="region" aria-label="${w.t('results.resident.receipt.text')}">${receipt.text}</pre>` })}
    ${details({
      summary: w.t('results.resident.receipt.hashes'),
      text: html`<dl class="hashes" dir="ltr"><dt>${w.t('results.resident.receipt.leaf')}</dt><dd><code>${receipt.leaf}</code></dd>${receipt.proof.map(
        (step, index) =>
          html`<dt>${w.t(`results.resident.receipt.${step.side}`, { number: index + 1 })}</dt><dd><code>${step.hash}</code></dd>`,
      )}<dt>${w.t('results.resident.receipt.root')}</dt><dd><code>${receipt.root}</code></dd></dl>`,
    })}
    <p><a class="govuk-link" href="${link(routes.record, { round: round.id })}">${w.t('results.resident.more.record')}</a></p>`
}

function missing(w: Words, round: Round): Html {
  const open = round.closedAt === null
  return emptyState({
    title: w.t(open ? 'results.resident.receipt.open' : 'results.resident.receipt.none'),
    text: w.t(open ? 'results.resident.receipt.open.text' : 'results.resident.receipt.none.text'),
    action: {
      href: link(routes.round, { code: round.code }),
      text: w.t('results.resident.receipt.to-round'),
    },
  })
}
