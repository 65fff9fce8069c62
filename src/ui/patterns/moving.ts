import { backLink } from '../components/back-link.ts'
import { breadcrumbs } from '../components/breadcrumbs.ts'
import { pagination } from '../components/pagination.ts'
import { stepper } from '../components/stepper.ts'
import type { Section } from './pattern.ts'

export const moving: Section = (words, path) => {
  const usual = words.t('ui.pattern.state.usual')
  return [
    { name: 'backLink', states: [{ state: usual, body: backLink({ words, href: path }) }] },
    {
      name: 'breadcrumbs',
      states: [
        {
          state: usual,
          body: breadcrumbs({
            words,
            items: [
              { text: words.t('ui.pattern.place'), href: path },
              { text: words.t('ui.pattern.listening'), href: path },
              { text: words.t('ui.pattern.question') },
            ],
          }),
        },
      ],
    },
    {
      name: 'pagination',
      states: [
        {
          state: usual,
          body: pagination({
            words,
            previous: { href: path },
            next: { href: path },
            items: [
              { number: 1, href: path },
              { ellipsis: true },
              { number: 6, href: path },
              { number: 7, href: path, current: true },
              { number: 8, href: path },
            ],
            landmarkLabel: `${words.t('ui.pagination')} 1`,
          }),
        },
        {
          state: words.t('ui.pattern.state.long'),
          body: pagination({
            words,
            previous: { href: path, labelText: words.t('ui.pattern.step.about') },
            next: { href: path, labelText: words.t('ui.pattern.step.check') },
            landmarkLabel: `${words.t('ui.pagination')} 2`,
          }),
        },
      ],
    },
    {
      name: 'stepper',
      states: [
        {
          state: usual,
          body: stepper({
            words,
            current: 1,
            steps: [
              { text: words.t('ui.pattern.step.about'), href: path },
              { text: words.t('ui.pattern.step.who') },
              { text: words.t('ui.pattern.step.check') },
            ],
          }),
        },
      ],
    },
  ]
}
