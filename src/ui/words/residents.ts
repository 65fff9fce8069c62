/**
 * The messages of residents' pages: complete in every language we offer, not in English and Welsh
 * alone. A module that adds such a page adds its prefix.
 */
export const residents: readonly string[] = [
  'ui',
  'app.front',
  'app.answer',
  'app.channel',
  'app.privacy',
  'app.sections',
  'app.step',
  'app.thread',
  'partnerships.front',
  'partnerships.join',
  'people.code',
  'people.email',
  'people.sign-in',
  'people.welcome',
  'respond',
]
