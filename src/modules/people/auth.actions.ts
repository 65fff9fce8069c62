import { passkey } from '@better-auth/passkey'
import { betterAuth, type BetterAuthOptions } from 'better-auth'
import { emailOTP } from 'better-auth/plugins'
import { randomInt } from 'node:crypto'
import { transaction } from '../../platform/database/index.ts'
import { newId } from '../../platform/ids.ts'
import type { System } from '../../platform/system.ts'
import { audit } from './audit.sql.ts'
import { codeMinutes } from './code.ts'
import { sendAddressCode } from './code-message.actions.ts'
import { firstLink } from './first-link.actions.ts'
import { sessionCookie, sessionDays } from './session.ts'
import { storeIn } from './store.sql.ts'

/** Wrong tries that one code stands. */
const codeTries = 3
/**
 * Eight digits. With three tries a code, and no more codes than the limits in code.pages.ts allow,
 * somebody who guesses all year has about one chance in seven hundred against one address.
 */
const codeDigits = 8

/** How a session began, from the endpoint that made it; for the person's own record. */
const ways: Record<string, string> = {
  '/sign-in/email-otp': 'code',
  '/passkey/verify-authentication': 'passkey',
  '/callback/:id': 'work',
}

/** Where sign-in stands with a device can work: browsers tie a passkey to a name, never to a number. */
export function passkeysWork(system: System): boolean {
  return !/^[\d.]+$|^\[/.test(new URL(system.config.publicUrl).hostname)
}

const made = new WeakMap<System, ReturnType<typeof make>>()

/** better-auth on our tables. None of its own addresses are served: our pages call it. */
export function authOf(system: System) {
  let known = made.get(system)
  if (!known) {
    known = make(system)
    made.set(system, known)
  }
  return known
}

function make(system: System) {
  return betterAuth({
    ...authOptions(system),
    plugins: [
      emailOTP({
        expiresIn: codeMinutes * 60,
        allowedAttempts: codeTries,
        generateOTP: () => String(randomInt(10 ** codeDigits)).padStart(codeDigits, '0'),
        // Eight digits can be tried one by one against a plain hash, so the hash needs our secret too.
        storeOTP: { hash: async (code) => system.sign('sign-in-code', code) },
        changeEmail: { enabled: true },
        // Only for a change of address: sign-in codes are sent by askForCode. better-auth goes on
        // where this fails, so it is at least written down.
        sendVerificationOTP: ({ email, otp, type }, context) =>
          type === 'change-email'
            ? sendAddressCode(system, email, otp, context?.headers).catch((error: Error) => {
                system.log.error({ error: error.message }, 'an address code was not sent')
              })
            : Promise.reject(new Error('codes are sent by askForCode')),
      }),
      passkey({
        rpName: 'Common Thread',
        rpID: new URL(system.config.publicUrl).hostname,
        origin: system.config.publicUrl,
        // Kept on the device under this site's name, so that nobody types who they are first.
        authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
        advanced: { webAuthnChallengeCookie: 'passkey_challenge' },
        schema: {
          passkey: {
            fields: {
              publicKey: 'public_key',
              userId: 'person_id',
              credentialID: 'credential_id',
              deviceType: 'device_type',
              backedUp: 'backed_up',
              createdAt: 'created_at',
            },
          },
        },
      }),
      firstLink(system),
    ],
  })
}

/** What every way of signing in shares. */
export function authOptions(system: System) {
  const { config } = system
  return {
    appName: 'Common Thread',
    baseURL: config.publicUrl,
    basePath: '/sign-in',
    secret: system.sign('better-auth', 'cookies'),
    database: storeIn(system.db, system.clock),
    telemetry: { enabled: false },
    // Limits are ours, in code.pages.ts: better-auth's count only at addresses that we do not serve.
    rateLimit: { enabled: false },
    logger: {
      level: 'warn',
      // Messages only: what comes with them may name people.
      log: (level, message) => system.log[level](`sign-in: ${message}`),
    },
    onAPIError: { errorURL: '/sign-in' },
    user: {
      modelName: 'person',
      fields: {
        emailVerified: 'email_verified',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    session: {
      expiresIn: sessionDays * 86_400,
      // The end is fixed when a person signs in, so that reading a page never writes.
      disableSessionRefresh: true,
      freshAge: 86_400,
      fields: {
        userId: 'person_id',
        expiresAt: 'expires_at',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    account: {
      fields: {
        userId: 'person_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      // A work account joins a person we know only where its provider says the address was checked.
      accountLinking: { enabled: true, trustedProviders: [] },
    },
    verification: {
      storeIdentifier: 'hashed',
      // Ours are cleared when a code is asked for.
      disableCleanup: true,
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    advanced: {
      database: { generateId: () => newId(system.clock.now()) },
      ipAddress: { disableIpTracking: true },
      // Names and attributes are given whole: better-auth would write __Secure-, __Host- is stricter.
      useSecureCookies: false,
      cookiePrefix: config.secure ? '__Host-sign-in' : 'sign-in',
      defaultCookieAttributes: {
        secure: config.secure,
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
      },
      cookies: {
        session_token: { name: config.secure ? `__Host-${sessionCookie}` : sessionCookie },
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => ({
            data: { ...session, userAgent: session['userAgent']?.toString().slice(0, 300) ?? '' },
          }),
          // No session without its line in the record: where that cannot be written, sign-in fails.
          after: async (session, context) => {
            const actor = {
              kind: 'person',
              person: session.userId,
              roles: [],
              operator: false,
            } as const
            await transaction(system.db, actor, system.clock.now(), (trx) =>
              audit(trx, 'sign-in', { by: ways[context?.path ?? ''] ?? 'first-link' }),
            )
          },
        },
      },
    },
  } satisfies BetterAuthOptions
}
