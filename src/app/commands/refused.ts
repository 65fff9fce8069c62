/** An input that cannot be used, in words for the person at the terminal: exit code 1. */
export class InputRefused extends Error {
  override readonly name = 'InputRefused'
}
