// What PostgreSQL and the network say when the database cannot be had: classes 08, 53 and 57 of the
// server's error codes (PostgreSQL manual, appendix A), and the system's own names.
const away = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOENT',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '53300',
  '25006',
])
const full = new Set(['53100', 'ENOSPC'])
const awayInWords =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/i

/** Whether this failed because the database is away or its disk is full, and trying again later may do. */
export function absence(error: unknown): 'away' | 'full' | undefined {
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string }
  if (full.has(code)) return 'full'
  return away.has(code) || awayInWords.test(message) ? 'away' : undefined
}
