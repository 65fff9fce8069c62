import { html, type Html } from '../../ui/html.ts'
import type { Key, Words } from '../../ui/words/index.ts'
import { changedRules, type Rule, type Rules } from './constitution.ts'

type Numbered = {
  [R in Rule]: Rules[R] extends number | null ? R : never
}[Rule]

const keys = {
  minimumMembers: 'constitution.resident.rule.minimum-members',
  residentShareOfMembers: 'constitution.resident.rule.resident-share-of-members',
  residentShareOfVotes: 'constitution.resident.rule.resident-share-of-votes',
  quorumShare: 'constitution.resident.rule.quorum-share',
  residentQuorum: 'constitution.resident.rule.resident-quorum',
  carryingShare: 'constitution.resident.rule.carrying-share',
  changeShare: 'constitution.resident.rule.change-share',
  noticeDays: 'constitution.resident.rule.notice-days',
  changeNoticeDays: 'constitution.resident.rule.change-notice-days',
  termMonths: 'constitution.resident.rule.term-months',
} as const satisfies Record<Numbered, Key>

const unset = {
  quorumShare: 'constitution.resident.rule.quorum-share.unset',
  residentQuorum: 'constitution.resident.rule.resident-quorum.unset',
  termMonths: 'constitution.resident.rule.term-months.unset',
} as const

/** A rule as a sentence: “More than half of members must live here.” Nothing where the board added nothing of its own. */
export function ruleInWords(w: Words, rule: Rule, rules: Rules): string {
  if (rule === 'other') return rules.other
  if (rule === 'yearlyMeeting')
    return w.t(
      rules.yearlyMeeting
        ? 'constitution.resident.rule.yearly-meeting'
        : 'constitution.resident.rule.yearly-meeting.none',
    )
  const count = rules[rule]
  return count === null ? w.t(unset[rule as keyof typeof unset]) : w.t(keys[rule], { count })
}

/** What would be different: each rule as it is and as it would be. */
export function changesInWords(w: Words, now: Rules, then: Rules): Html {
  return html`<ul class="findings">${changedRules(now, then).map(
    (rule) =>
      html`<li class="finding"><p><b>${w.t('constitution.resident.then')}</b> ${ruleInWords(w, rule, then) || w.t('constitution.resident.nothing')}</p>
        <p class="soft">${w.t('constitution.resident.now')} ${ruleInWords(w, rule, now) || w.t('constitution.resident.nothing')}</p></li>`,
  )}</ul>`
}
