import { createHmac } from 'node:crypto'

/** The roles that may open a connection; all other roles are reached from them by `set role`. */
export const LOGIN_ROLES = ['phaodai_app', 'phaodai_auth', 'phaodai_jobs', 'phaodai_public'] as const

export type LoginRole = (typeof LOGIN_ROLES)[number]

/**
 * Password of a login role, derived so that only the administrator's URL needs to be kept:
 * from PHAODAI_SECRET where set, else from the password inside that URL.
 * Throws when there is neither, because the derived password would be known to anybody.
 */
export function rolePassword(adminUrl: string, role: LoginRole, secret = process.env.PHAODAI_SECRET): string {
  const key = secret || decodeURIComponent(new URL(adminUrl).password)
  if (!key) {
    throw new Error('DATABASE_URL không có mật khẩu: hãy đặt PHAODAI_SECRET (một chuỗi ngẫu nhiên dài, giữ kín)')
  }
  return createHmac('sha256', key).update(`phaodai login ${role}`).digest('base64url')
}

/** The administrator's URL with another role signed in: same server, same database. */
export function loginUrl(adminUrl: string, role: LoginRole): string {
  const url = new URL(adminUrl)
  url.username = role
  url.password = rolePassword(adminUrl, role)
  return url.href
}

/** The same URL pointing at another database of the server. */
export function databaseUrl(adminUrl: string, database: string): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  return url.href
}
