import pino from 'pino'

export type Log = pino.Logger

/**
 * Structured logs without personal data: routes, ids, durations and counts, never names, addresses,
 * codes, cookies, query strings or what anyone wrote. The redaction is a second lock, not the first.
 */
export function createLog(level: string, destination?: pino.DestinationStream): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: {
        paths: [
          'email',
          '*.email',
          'code',
          '*.code',
          'cookie',
          '*.cookie',
          'authorization',
          '*.authorization',
          'password',
          '*.password',
          'text',
          '*.text',
        ],
        censor: '[withheld]',
      },
    },
    destination ?? pino.destination(2),
  )
}
