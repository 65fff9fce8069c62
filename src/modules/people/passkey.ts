/** Longest name a person may give a passkey. */
export const passkeyNameLength = 60

/** What a browser sends back is JSON of its own shape: an object, checked by better-auth. */
export function isAnswer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
