/** The languages a page can be read in, each by its own name. */
export const languages = {
  en: { name: 'English', direction: 'ltr', locale: 'en-GB' },
  cy: { name: 'Cymraeg', direction: 'ltr', locale: 'cy' },
  ur: { name: 'اردو', direction: 'rtl', locale: 'ur' },
} as const

export type Language = keyof typeof languages

export function isLanguage(value: unknown): value is Language {
  return typeof value === 'string' && Object.hasOwn(languages, value)
}
