import { isDay } from './calendar.ts'
import { readSheet, type Problem } from './sheet.ts'

export type PopulationRow = {
  row: number
  area: string
  dimension: string
  category: string
  people: number
  source: string
  vintage: string
}

/** How many people of each description live in a neighbourhood, from one source of one date. */
export type Population = {
  dimension: string
  vintage: string
  sources: string[]
  people: number
  categories: { category: string; people: number }[]
}

const columns = ['area', 'dimension', 'category', 'people', 'source', 'vintage'] as const
const mostPeople = 2_147_483_647

/** Reads a file of counts and checks each row by itself, and for being there twice. */
export function readPopulation(text: string): { rows: PopulationRow[]; problems: Problem[] } {
  const sheet = readSheet(text, columns)
  const problems = [...sheet.problems]
  const rows: PopulationRow[] = []
  const seen = new Map<string, number>()
  for (const { row, cells } of sheet.rows) {
    const wrong = (key: string, values: Record<string, string | number> = {}) =>
      problems.push({ key: `places.import.${key}`, row, values: { row, ...values } })
    for (const column of columns) if (cells[column] === '') wrong('cell-missing', { column })
    const { area, dimension, category, people, source, vintage } = cells
    if (dimension !== '' && !/^[a-z]+(-[a-z]+)*$/.test(dimension)) wrong('dimension', { dimension })
    if (people !== '' && !(/^\d{1,10}$/.test(people) && Number(people) <= mostPeople))
      wrong('people', { people })
    if (vintage !== '' && !isDay(vintage)) wrong('day', { column: 'vintage', day: vintage })
    const key = [area, dimension, category, vintage].join('|')
    const first = seen.get(key)
    if (first !== undefined) wrong('twice', { other: first })
    seen.set(key, first ?? row)
    rows.push({ row, area, dimension, category, people: Number(people), source, vintage })
  }
  return { rows, problems }
}
