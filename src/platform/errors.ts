/**
 * A refusal that a person will read. `key` names a message in the catalogues; `values` fill it.
 * Anything else that is thrown is a fault of ours: it is logged, counted and shown as one.
 */
export class Refusal extends Error {
  readonly key: string
  readonly status: RefusalStatus
  readonly values: Record<string, string | number>

  constructor(
    key: string,
    status: RefusalStatus = 400,
    values: Record<string, string | number> = {},
  ) {
    super(key)
    this.name = 'Refusal'
    this.key = key
    this.status = status
    this.values = values
  }
}

export type RefusalStatus = 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 503 | 507

export const notFound = () => new Refusal('app.refused.not-found', 404)
export const notAllowed = () => new Refusal('app.refused.not-allowed', 403)

/** A start-up problem that the person at the terminal can mend: printed without a stack, exit code 2. */
export class SetupProblem extends Error {
  override readonly name = 'SetupProblem'
}
