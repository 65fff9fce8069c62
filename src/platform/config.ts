import { readFileSync, existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'
import { SetupProblem } from './errors.ts'

const flag = (fallback: 'on' | 'off') =>
  z
    .enum(['on', 'off'], { error: 'must be on or off' })
    .default(fallback)
    .transform((value) => value === 'on')

const empty = (value: unknown) => (value === '' ? undefined : value)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(empty, schema.optional())

/** Every setting, read once from the environment (or a `.env` file beside package.json). The README's table is checked against this. */
const settings = z.object({
  PORT: z.coerce.number({ error: 'must be a number' }).int().min(0).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: optional(
    z.url({
      protocol: /^https?$/,
      error: 'must be a web address such as https://thread.example.org',
    }),
  ),
  DATABASE_URL: optional(
    z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://'),
  ),
  DATABASE_OWNER_URL: optional(
    z.string().regex(/^postgres(ql)?:\/\//, 'must start with postgres:// or postgresql://'),
  ),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  DATA_DIR: z.string().default('data'),
  SECRET: optional(z.string().min(32, 'must have at least 32 characters')),
  SMTP_URL: optional(z.string().regex(/^smtps?:\/\//, 'must start with smtp:// or smtps://')),
  MAIL_FROM: z.string().default('Common Thread <common-thread@localhost>'),
  NOTIFY_API_KEY: optional(z.string()),
  NOTIFY_SMS_TEMPLATE: optional(z.string()),
  OIDC_ISSUER: optional(z.url()),
  OIDC_CLIENT_ID: optional(z.string()),
  OIDC_CLIENT_SECRET: optional(z.string()),
  OIDC_NAME: z.string().default('Work account'),
  OPERATOR_NAME: z.string().default('The people who run this installation'),
  OPERATOR_CONTACT: optional(z.string()),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  WORKERS: z.coerce.number().int().min(0).max(64).default(2),
  DEMO: flag('on'),
  METRICS_TOKEN: optional(z.string().min(16, 'must have at least 16 characters')),
  TRUST_PROXY: flag('off'),
  CHROMIUM: optional(z.string()),
})

export type Config = z.output<typeof settings> & {
  publicUrl: string
  secure: boolean
  dataDirectory: string
}

/** Reads and checks all settings; a wrong one is refused by name with what would be accepted. */
export function readConfig(
  environment: NodeJS.ProcessEnv = process.env,
  directory = process.cwd(),
): Config {
  const file = resolve(directory, '.env')
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  const given: Record<string, unknown> = {}
  for (const name of Object.keys(settings.shape))
    given[name] = empty(environment[name] ?? fromFile[name])
  const read = settings.safeParse(given)
  if (!read.success) {
    const lines = read.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new SetupProblem(
      `These settings cannot be used:\n${lines.join('\n')}\nThe README lists every setting and what it accepts.`,
    )
  }
  const config = read.data
  const publicUrl = (
    config.PUBLIC_URL ??
    `http://${config.HOST.includes(':') ? `[${config.HOST}]` : config.HOST}:${config.PORT}`
  ).replace(/\/$/, '')
  return {
    ...config,
    publicUrl,
    secure: publicUrl.startsWith('https:'),
    dataDirectory: resolve(directory, config.DATA_DIR),
  }
}
