import * as z from 'zod'
import { defaultDataDir } from './database/embedded.ts'

const port = z.coerce.number().int().min(0).max(65535)

const Environment = z.object({
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//).optional(),
  PHAODAI_DATA: z.string().min(1).optional(),
  PHAODAI_SECRET: z.string().min(16).optional(),
  PHAODAI_HOST: z.string().min(1).default('127.0.0.1'),
  PORT: port.default(8080),
  PHAODAI_PUBLIC_URL: z.url().optional(),
  PHAODAI_PAGES_URL: z.url().default('http://127.0.0.1:8180'),
  PHAODAI_MAX_FILE_MB: z.coerce.number().positive().max(2048).default(25),
  PHAODAI_SMTP_URL: z.string().regex(/^smtps?:\/\/\S+$/).refine((url) => URL.canParse(url)).optional(),
  PHAODAI_MAIL_FROM: z.string().regex(/^[^@\r\n]+@[^@\s]+$/).default('Pháo Đài <phaodai@localhost>'),
  PHAODAI_PUSH_HOSTS: z.string().regex(/^[a-z0-9.*:,-]+$/).default('fcm.googleapis.com,updates.push.services.mozilla.com,*.push.apple.com,*.notify.windows.com'),
  PHAODAI_LOG: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('warn'),
})

/** The server's settings, read once at start. */
export type Config = {
  /** Undefined = the embedded database of the loopback demo. */
  databaseUrl: string | undefined
  /** Folder of files, exported audit heads and the embedded database. */
  dataFolder: string
  secret: string | undefined
  host: string
  port: number
  /** The address browsers use; https makes the session cookie `secure`. */
  publicUrl: string | undefined
  /** The address of the public pages, as posters show it. */
  pagesUrl: string
  maxFileBytes: number
  /** The mail server, `smtps://user:password@host`, or `smtp://…` with STARTTLS; undefined = no mail goes out. */
  smtpUrl: string | undefined
  mailFrom: string
  /** Push services that may be written to; a leading `*.` stands for everything below. */
  pushHosts: string[]
  log: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent'
}

const EXPECTED: Record<keyof z.infer<typeof Environment>, string> = {
  DATABASE_URL: 'phải là địa chỉ PostgreSQL, dạng postgres://người-dùng:mật-khẩu@máy:5432/tên',
  PHAODAI_DATA: 'phải là một thư mục',
  PHAODAI_SECRET: 'phải có ít nhất 16 ký tự',
  PHAODAI_HOST: 'phải là một địa chỉ mạng',
  PORT: 'phải là số cổng từ 0 đến 65535',
  PHAODAI_PUBLIC_URL: 'phải là địa chỉ web, dạng https://phaodai.tinh.gov.vn',
  PHAODAI_PAGES_URL: 'phải là địa chỉ web của các trang công khai, dạng https://khaibao.tinh.gov.vn',
  PHAODAI_MAX_FILE_MB: 'phải là số MB lớn hơn 0, không quá 2048',
  PHAODAI_SMTP_URL: 'phải có dạng smtps://người-dùng:mật-khẩu@máy hoặc smtp://… (STARTTLS)',
  PHAODAI_MAIL_FROM: 'phải là một địa chỉ thư, dạng Pháo Đài <phaodai@tinh.gov.vn>',
  PHAODAI_PUSH_HOSTS: 'phải là tên các máy chủ đẩy tin, cách nhau dấu phẩy',
  PHAODAI_LOG: 'phải là một trong fatal, error, warn, info, debug, silent',
}

/** A setting that cannot be used; the message is a Vietnamese sentence that names the variable. */
export class ConfigError extends Error {}

function faultOf(name: string): string {
  return `Biến môi trường ${name} không hợp lệ: ${EXPECTED[name as keyof typeof EXPECTED] ?? 'giá trị không dùng được'}.`
}

/** Reads the environment; empty variables count as unset. Throws ConfigError with one line a fault. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = Environment.safeParse(given)
  if (!parsed.success) {
    const names = new Set(parsed.error.issues.map((issue) => String(issue.path[0])))
    throw new ConfigError([...names].map(faultOf).join('\n'))
  }
  const { data } = parsed
  return {
    databaseUrl: data.DATABASE_URL,
    dataFolder: data.PHAODAI_DATA ?? defaultDataDir(),
    secret: data.PHAODAI_SECRET,
    host: data.PHAODAI_HOST,
    port: data.PORT,
    publicUrl: data.PHAODAI_PUBLIC_URL,
    pagesUrl: data.PHAODAI_PAGES_URL.replace(/\/+$/, ''),
    maxFileBytes: Math.round(data.PHAODAI_MAX_FILE_MB * 1024 * 1024),
    smtpUrl: data.PHAODAI_SMTP_URL,
    mailFrom: data.PHAODAI_MAIL_FROM,
    pushHosts: data.PHAODAI_PUSH_HOSTS.split(','),
    log: data.PHAODAI_LOG,
  }
}
