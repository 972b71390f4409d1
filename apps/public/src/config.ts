import * as z from 'zod'
import { ConfigError } from '#kernel/config.ts'

const Environment = z.object({
  PHAODAI_PAGES_DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//),
  PHAODAI_PAGES_HOST: z.string().min(1).default('127.0.0.1'),
  PHAODAI_PAGES_PORT: z.coerce.number().int().min(0).max(65535).default(8180),
  PHAODAI_PAGES_PROXY: z.string().regex(/^[0-9a-f.:/,]+$/).optional(),
  PHAODAI_PAGES_NEXT: z.literal('1').optional(),
  PHAODAI_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
})

/** Settings of the public pages, read once at start. They know nothing of the office: neither its database user nor its secret. */
export type PagesConfig = {
  /** The database as role phaodai_public; `phaodai pages url` prints it. */
  databaseUrl: string
  host: string
  port: number
  /** Ports tried one after the other: more than one beside a demo. */
  tries: number
  /** Addresses of the proxy in front whose word on the caller's address is believed. */
  proxy: string[]
  log: z.output<typeof Environment>['PHAODAI_LOG']
}

const EXPECTED: Record<keyof z.infer<typeof Environment>, string> = {
  PHAODAI_PAGES_DATABASE_URL: 'phải là địa chỉ PostgreSQL của vai trò phaodai_public (lệnh "phaodai pages url" in ra)',
  PHAODAI_PAGES_HOST: 'phải là một địa chỉ mạng',
  PHAODAI_PAGES_PORT: 'phải là số cổng từ 0 đến 65535',
  PHAODAI_PAGES_PROXY: 'phải là các địa chỉ mạng, cách nhau dấu phẩy',
  PHAODAI_PAGES_NEXT: 'chỉ nhận 1',
  PHAODAI_LOG: 'phải là một trong fatal, error, warn, info, debug, silent',
}

/** Reads the environment; empty variables count as unset. Throws ConfigError with one line a fault. */
export function readPagesConfig(env: Record<string, string | undefined>): PagesConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const { data, error } = Environment.safeParse(given)
  if (error) {
    const names = new Set(error.issues.map(({ path }) => String(path[0]) as keyof typeof EXPECTED))
    throw new ConfigError([...names].map((name) => `Biến môi trường ${name} không hợp lệ: ${EXPECTED[name]}.`).join('\n'))
  }
  return {
    databaseUrl: data.PHAODAI_PAGES_DATABASE_URL, host: data.PHAODAI_PAGES_HOST, port: data.PHAODAI_PAGES_PORT, tries: data.PHAODAI_PAGES_NEXT ? 20 : 1,
    proxy: data.PHAODAI_PAGES_PROXY?.split(',') ?? [], log: data.PHAODAI_LOG,
  }
}
