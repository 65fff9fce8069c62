import type { Names } from './name.ts'

/** An official area, from output area to nation, for as long as it was one. */
export type Area = {
  id: string
  code: string
  kind: string
  kindName: Names
  level: number
  name: Names
  parent: string | null
  nation: string | null
  startsOn: string | null
  endsOn: string | null
  source: string
  invented: boolean
}

export const nations = ['england', 'wales', 'scotland', 'northern-ireland'] as const
export type Nation = (typeof nations)[number]

export function isNation(value: unknown): value is Nation {
  return nations.includes(value as Nation)
}

/** Whether something with these dates was so on a day. It starts on its first day and is over on its last. */
export function standsOn(
  thing: { startsOn: string | null; endsOn: string | null },
  day: string,
): boolean {
  return (
    (thing.startsOn === null || thing.startsOn <= day) &&
    (thing.endsOn === null || day < thing.endsOn)
  )
}
