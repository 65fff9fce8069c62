/** How long a code works. */
export const codeMinutes = 10

/** A code as it is written in an e-mail: in two groups, so that it is easy to copy. */
export function writeDigits(code: string): string {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}

/** The digits of a code as a person typed it: spaces and dashes do not matter, nor whose digits they are. */
export function readDigits(typed: string): string {
  return typed
    .replace(/[\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/\D/g, '')
}
