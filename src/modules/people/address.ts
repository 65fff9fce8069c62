import { z } from 'zod'

/** An e-mail address as a form gives it, in small letters; what is wrong with one is a message. */
export const address = z
  .string({ error: 'people.email.missing' })
  .min(1, 'people.email.missing')
  .max(254, 'people.email.wrong')
  .toLowerCase()
  .pipe(z.email('people.email.wrong'))
