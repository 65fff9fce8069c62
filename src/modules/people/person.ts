/** What a person may say about themselves and how they like to read. */
export type Profile = {
  name: string
  language: string | null
  theme: 'system' | 'light' | 'dark' | 'contrast'
  textSize: 'ordinary' | 'large' | 'largest'
}

export const themes = ['system', 'light', 'dark', 'contrast'] as const
export const textSizes = ['ordinary', 'large', 'largest'] as const

/** The address of an erased person: unique, no mail goes there, says nothing about who they were. */
export function erasedEmail(person: string): string {
  return `${person}@erased.invalid`
}
