import { betterAuth } from 'better-auth'
import { bearer } from 'better-auth/plugins/bearer'
import { twoFactor } from 'better-auth/plugins/two-factor'
import { username as usernamePlugin } from 'better-auth/plugins/username'
import type { Pool } from 'pg'
import { hashPassword, verifyPassword } from './password.ts'

/** The sign-in library as it is set up here; only `auth.ts` knows it. */
export function createLibrary(pool: Pool, secret: string) {
  return betterAuth({
    appName: 'Pháo Đài',
    baseURL: 'http://sign-in.local.invalid', // never reached: only its functions are called
    secret,
    database: pool,
    telemetry: { enabled: false },
    rateLimit: { enabled: false }, // lockout is ours: sign_in_rule
    logger: { disabled: true },
    advanced: { cookiePrefix: 'phaodai', useSecureCookies: false, ipAddress: { ipAddressHeaders: ['x-caller-ip'] } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    plugins: [
      usernamePlugin({ minUsernameLength: 3, maxUsernameLength: 40, usernameValidator: () => true }),
      twoFactor({ issuer: 'Pháo Đài' }),
      bearer(),
    ],
  })
}

export type Library = ReturnType<typeof createLibrary>
