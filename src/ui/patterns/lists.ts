import { dataTable } from '../components/data-table.ts'
import { emptyState } from '../components/empty-state.ts'
import { keyset } from '../components/keyset.ts'
import { summaryList } from '../components/summary-list.ts'
import { table } from '../components/table.ts'
import { tabs } from '../components/tabs.ts'
import { tag } from '../components/tag.ts'
import { taskList } from '../components/task-list.ts'
import type { Section } from './pattern.ts'

export const lists: Section = (words, path) => {
  const usual = words.t('ui.pattern.state.usual')
  const change = { text: words.t('ui.pattern.change'), href: path }
  const columns = [
    { key: 'words', text: words.t('ui.chart.statement'), sortable: true },
    { key: 'agree', text: words.t('ui.answer.agree'), sortable: true, numeric: true },
    { key: 'disagree', text: words.t('ui.answer.disagree'), sortable: true, numeric: true },
    { key: 'when', text: words.t('ui.chart.when'), sortable: true },
  ]
  const row = (statement: string, agree: number, disagree: number, when: string) => [
    statement,
    words.number(agree),
    words.number(disagree),
    words.date(when, 'short'),
  ]
  return [
    {
      name: 'dataTable',
      states: [
        {
          state: usual,
          body: dataTable({
            words,
            id: 'statements',
            caption: words.t('ui.pattern.question'),
            columns,
            sort: { column: 'agree', direction: 'descending' },
            href: (sort) => `${path}?sort=${sort.column}&direction=${sort.direction}`,
            rows: [
              row(words.t('ui.pattern.statement.bus'), 1840, 41, '2026-03-12'),
              row(words.t('ui.pattern.statement'), 1122, 96, '2026-03-14'),
              row(words.t('ui.pattern.statement.rent'), 870, 412, '2026-03-20'),
              row(words.t('ui.pattern.statement.park'), 640, 588, '2026-04-02'),
            ],
          }),
        },
        {
          state: words.t('ui.pattern.state.empty'),
          body: dataTable({
            words,
            id: 'no-statements',
            caption: words.t('ui.pattern.question'),
            columns,
            rows: [],
            empty: emptyState({
              title: words.t('ui.pattern.nobody'),
              text: words.t('ui.pattern.nobody.text'),
            }),
          }),
        },
      ],
    },
    {
      name: 'keyset',
      states: [
        {
          state: usual,
          body: keyset({
            words,
            shown: 50,
            total: 1240,
            before: `${path}?before=a`,
            after: `${path}?after=b`,
          }),
        },
      ],
    },
    {
      name: 'table',
      states: [
        {
          state: usual,
          body: table({
            caption: words.t('ui.pattern.themes'),
            captionClasses: 'govuk-table__caption--m',
            firstCellIsHeader: true,
            head: [
              { text: words.t('ui.chart.name') },
              { text: words.t('ui.chart.people'), format: 'numeric' },
            ],
            rows: [
              [
                { text: words.t('ui.pattern.getting') },
                { text: words.number(214), format: 'numeric' },
              ],
              [{ text: words.t('ui.pattern.home') }, { text: words.number(96), format: 'numeric' }],
            ],
          }),
        },
      ],
    },
    {
      name: 'summaryList',
      states: [
        {
          state: usual,
          body: summaryList({
            rows: [
              {
                key: words.t('ui.pattern.name'),
                value: words.t('ui.pattern.place'),
                actions: {
                  items: [{ ...change, visuallyHiddenText: words.t('ui.pattern.name') }],
                },
              },
              {
                key: words.t('ui.pattern.words'),
                value: words.t('ui.pattern.statement.rent'),
                actions: {
                  items: [{ ...change, visuallyHiddenText: words.t('ui.pattern.words') }],
                },
              },
              { key: words.t('ui.pattern.when'), value: words.date('2026-03-12') },
            ],
          }),
        },
      ],
    },
    {
      name: 'taskList',
      states: [
        {
          state: usual,
          body: taskList({
            items: [
              {
                title: words.t('ui.pattern.step.about'),
                href: path,
                status: { text: words.t('ui.pattern.done') },
              },
              {
                title: words.t('ui.pattern.step.who'),
                href: path,
                hint: words.t('ui.pattern.nobody.text'),
                status: { tag: { text: words.t('ui.pattern.doing') } },
              },
            ],
          }),
        },
      ],
    },
    {
      name: 'tabs',
      states: [
        {
          state: usual,
          body: tabs({
            words,
            idPrefix: 'pattern-tab',
            items: [
              { label: words.t('ui.pattern.common'), panel: words.t('ui.pattern.statement.bus') },
              { label: words.t('ui.pattern.partly'), panel: words.t('ui.pattern.statement.park') },
              {
                label: words.t('ui.pattern.open'),
                panel: tag({ text: words.t('ui.pattern.quiet'), classes: 'govuk-tag--grey' }),
              },
            ],
          }),
        },
      ],
    },
  ]
}
