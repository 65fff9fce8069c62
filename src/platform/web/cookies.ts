import type { Context } from 'hono'
import { getCookie, setCookie, deleteCookie } from 'hono/cookie'
import type { System } from '../system.ts'

// Browsers keep the __Host- prefix to secure origins; on http://127.0.0.1 the plain name is used.
const full = (system: System, name: string) => (system.config.secure ? `__Host-${name}` : name)

export function readCookie(system: System, c: Context, name: string): string | undefined {
  return getCookie(c, full(system, name))
}

export function writeCookie(
  system: System,
  c: Context,
  name: string,
  value: string,
  days: number,
): void {
  setCookie(c, full(system, name), value, {
    path: '/',
    httpOnly: true,
    sameSite: 'Lax',
    secure: system.config.secure,
    maxAge: days * 86_400,
  })
}

export function clearCookie(system: System, c: Context, name: string): void {
  deleteCookie(c, full(system, name), { path: '/', secure: system.config.secure })
}

/** A cookie whose value only this installation could have written. */
export function readSignedCookie(system: System, c: Context, name: string): string | undefined {
  const raw = readCookie(system, c, name)
  const dot = raw?.lastIndexOf('.') ?? -1
  if (raw === undefined || dot < 0) return undefined
  const value = raw.slice(0, dot)
  return system.verify(`cookie:${name}`, value, raw.slice(dot + 1)) ? value : undefined
}

export function writeSignedCookie(
  system: System,
  c: Context,
  name: string,
  value: string,
  days: number,
): void {
  writeCookie(system, c, name, `${value}.${system.sign(`cookie:${name}`, value)}`, days)
}
