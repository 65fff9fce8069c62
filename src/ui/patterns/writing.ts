import { channelTag } from '../components/channel-tag.ts'
import { confidence } from '../components/confidence.ts'
import { copyable } from '../components/copyable.ts'
import { details } from '../components/details.ts'
import { emptyState } from '../components/empty-state.ts'
import { facts, strong } from '../components/facts.ts'
import { insetText } from '../components/inset-text.ts'
import { notificationBanner } from '../components/notification-banner.ts'
import { panel } from '../components/panel.ts'
import { progress } from '../components/progress.ts'
import { qrFigure } from '../components/qr-figure.ts'
import { tag } from '../components/tag.ts'
import { testimony } from '../components/testimony.ts'
import { day, timestamp } from '../components/timestamp.ts'
import { warningText } from '../components/warning-text.ts'
import { html, join } from '../html.ts'
import type { Section } from './pattern.ts'

const address = 'https://common-thread.example/h/7K4M'

export const writing: Section = (words, path) => {
  const usual = words.t('ui.pattern.state.usual')
  const shared = { words, href: path }
  return [
    {
      name: 'tag',
      states: [
        {
          state: usual,
          body: html`<p class="row">${tag({ text: `● ${words.t('ui.pattern.kept')}`, classes: 'govuk-tag--green' })} ${tag({ text: `◐ ${words.t('ui.pattern.partly')}`, classes: 'govuk-tag--yellow' })} ${tag({ text: `○ ${words.t('ui.pattern.quiet')}`, classes: 'govuk-tag--grey' })} ${tag({ text: words.t('ui.pattern.common') })} ${tag({ text: words.t('ui.pattern.open'), classes: 'govuk-tag--red' })}</p>`,
        },
      ],
    },
    {
      name: 'facts',
      states: [
        {
          state: usual,
          body: facts({
            items: [
              words.th('ui.pattern.responded', { count: 214, b: strong }),
              words.th('ui.pattern.routes', { b: strong }),
            ],
          }),
        },
        {
          state: words.t('ui.pattern.large'),
          body: facts({
            large: true,
            items: [1, 2, 3, 214].map((count) =>
              words.th('ui.pattern.responded', { count, b: strong }),
            ),
          }),
        },
      ],
    },
    {
      name: 'testimony',
      states: [
        {
          state: usual,
          body: testimony({
            quote: words.t('ui.pattern.statement.bus'),
            source: words.t('ui.pattern.laundrette'),
          }),
        },
        {
          state: words.t('ui.pattern.quiet'),
          body: testimony({
            quote: words.t('ui.pattern.dissent'),
            source: words.t('ui.pattern.dissent.who'),
            quiet: true,
          }),
        },
        {
          state: words.t('ui.pattern.state.long'),
          body: testimony({
            quote: words.t('ui.pattern.statement.rent'),
            source: words.t('ui.pattern.place'),
          }),
        },
      ],
    },
    {
      name: 'channelTag',
      states: [
        {
          state: usual,
          body: html`<p class="row">${join(
            (['screen', 'paper', 'phone', 'table', 'room', 'import'] as const).map((channel) =>
              channelTag({ words, channel }),
            ),
          )}</p>`,
        },
      ],
    },
    {
      name: 'confidence',
      states: [
        {
          state: usual,
          body: join(
            (['sure', 'fairly', 'unsure', 'guess'] as const).map((how) =>
              confidence({ words, how }),
            ),
          ),
        },
      ],
    },
    {
      name: 'timestamp',
      states: [
        {
          state: usual,
          body: html`<p class="govuk-body">${timestamp({ words, when: '2026-03-12T18:05:00Z' })} · ${timestamp({ words, when: '2026-07-12T18:05:00Z' })} · ${day({ words, when: '2026-03-12', style: 'weekday' })} · ${day({ words, when: '2026-03-12', style: 'short' })}</p>`,
        },
      ],
    },
    {
      name: 'insetText',
      states: [{ state: usual, body: insetText({ text: words.t('ui.pattern.more.text') }) }],
    },
    {
      name: 'details',
      states: [
        {
          state: usual,
          body: details({
            summary: words.t('ui.pattern.more'),
            text: words.t('ui.pattern.more.text'),
          }),
        },
      ],
    },
    {
      name: 'warningText',
      states: [{ state: usual, body: warningText({ words, text: words.t('ui.pattern.warning') }) }],
    },
    {
      name: 'notificationBanner',
      states: [
        {
          state: usual,
          body: notificationBanner({
            words,
            text: words.t('ui.pattern.nobody'),
            titleId: 'banner-important',
          }),
        },
        {
          state: words.t('ui.banner.success'),
          body: notificationBanner({
            words,
            type: 'success',
            text: words.t('ui.pattern.saved'),
            titleId: 'banner-success',
            disableAutoFocus: true,
          }),
        },
      ],
    },
    {
      name: 'panel',
      states: [
        {
          state: usual,
          body: panel({
            title: words.t('ui.pattern.thanks'),
            text: words.t('ui.pattern.saved'),
            headingLevel: 4,
          }),
        },
      ],
    },
    {
      name: 'emptyState',
      states: [
        {
          state: usual,
          body: emptyState({
            title: words.t('ui.pattern.nobody'),
            text: words.t('ui.pattern.nobody.text'),
            action: { href: path, text: words.t('ui.pattern.start') },
          }),
        },
      ],
    },
    {
      name: 'progress',
      states: [
        {
          state: usual,
          body: progress({
            ...shared,
            id: 'progress-some',
            label: words.t('ui.pattern.import'),
            done: 1240,
            total: 5600,
          }),
        },
        {
          state: words.t('ui.pattern.state.empty'),
          body: progress({
            ...shared,
            id: 'progress-unknown',
            label: words.t('ui.pattern.import'),
            done: 12,
          }),
        },
        {
          state: words.t('ui.pattern.done'),
          body: progress({
            ...shared,
            id: 'progress-done',
            label: words.t('ui.pattern.import'),
            done: 5600,
            total: 5600,
            finished: true,
          }),
        },
        {
          state: words.t('ui.pattern.state.wrong'),
          body: progress({
            ...shared,
            id: 'progress-failed',
            label: words.t('ui.pattern.import'),
            done: 12,
            total: 5600,
            failed: words.t('ui.pattern.import.failed'),
          }),
        },
      ],
    },
    {
      name: 'copyable',
      states: [
        {
          state: usual,
          body: html`${copyable({ words, id: 'copy-link', label: words.t('ui.pattern.link'), value: address })}${copyable(
            {
              words,
              id: 'copy-code',
              label: words.t('ui.pattern.follow'),
              value: '7K4M-Q2XD',
              kind: 'code',
            },
          )}`,
        },
      ],
    },
    {
      name: 'qrFigure',
      states: [
        {
          state: usual,
          body: qrFigure({ words, value: address, caption: words.t('ui.pattern.start') }),
        },
      ],
    },
  ]
}
