export { link, type Parameters } from './routes.ts'
export type { Env, Visit } from './visit.ts'
export { readForm, type FormErrors, type Submitted } from './form.ts'
export {
  readCookie,
  writeCookie,
  clearCookie,
  readSignedCookie,
  writeSignedCookie,
} from './cookies.ts'
export { createLimit } from './limit.ts'
export { csv } from './csv.ts'
