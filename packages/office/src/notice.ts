/** Notices as server and screens exchange them. Kinds are rows of the installation, so here they are text. */
import * as z from 'zod'
import { Day, Instant } from './task.ts'

/** How a notice reaches a person. */
export const noticeChannels = ['app', 'mail', 'push'] as const
export type NoticeChannel = (typeof noticeChannels)[number]

const Kind = z.string().regex(/^[a-z][a-z-]{1,40}$/)
const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)

/** One thing told to the acting post. `words` is null when the thing is no longer the reader's to see; `body` says whose it is, `day` by when. */
export const Notice = z.object({
  id: z.uuid(), kind: Kind, thing: z.string(), thingId: z.uuid(), path: z.string(),
  words: z.string().nullable(), body: z.string().nullable(), day: Day.nullable(),
  at: Instant, urgent: z.boolean(), readAt: Instant.nullable(),
})
export type Notice = z.infer<typeof Notice>

/** GET /api/notices/count — the bell; `elsewhere` counts those of the person's other posts. */
export const NoticeCount = z.object({ unread: z.int(), elsewhere: z.int() })
export type NoticeCount = z.infer<typeof NoticeCount>

/** GET /api/notices/groups — kinds with something unread first, each with its newest. */
export const NoticeGroup = z.object({ kind: Kind, unread: z.int(), total: z.int(), rows: z.array(Notice) })
export type NoticeGroup = z.infer<typeof NoticeGroup>
/** `asOf` is the server's instant: what is shown is what was told up to then. */
export const NoticeGroups = z.object({ asOf: Instant, groups: z.array(NoticeGroup) })
export type NoticeGroups = z.infer<typeof NoticeGroups>

/** GET /api/notices — one kind, unread first, newest first. */
export const NoticeQuery = z.object({ kind: Kind, after: z.string().max(200).optional(), limit: z.coerce.number().int().min(1).max(100).default(30) })
export const NoticePage = z.object({ rows: z.array(Notice), next: z.string().nullable() })
export type NoticePage = z.infer<typeof NoticePage>

/** POST /api/notices/read — everything of the acting post up to an instant, or one kind of it. */
export const NoticesRead = z.object({ kind: Kind.optional(), until: Instant })

/** One browser that gets pushes; the endpoint itself is not shown again. */
export const PushDevice = z.object({ id: z.uuid(), label: z.string(), createdAt: Instant })
export type PushDevice = z.infer<typeof PushDevice>

/** The last test message of a channel: what became of it. */
const Test = z.object({ channel: z.enum(['mail', 'push']), outcome: z.enum(['waiting', 'sent', 'failed']), at: Instant })

/** GET /api/notices/settings */
/** In which language a person's mails are written. */
export const MailLanguage = z.enum(['vi', 'en'])
export type MailLanguage = z.infer<typeof MailLanguage>

export const NoticeSettings = z.object({
  quietFrom: Clock, quietTo: Clock, urgentBreaks: z.boolean(), digest: z.boolean(), digestAt: Clock, language: MailLanguage,
  kinds: z.array(z.object({ kind: Kind, mayMute: z.boolean(), app: z.boolean(), mail: z.boolean(), push: z.boolean() })),
  mail: z.object({ ready: z.boolean(), address: z.string().nullable(), verified: z.boolean(), stopped: z.boolean(), codeSentAt: Instant.nullable() }),
  push: z.object({ publicKey: z.string().nullable(), devices: z.array(PushDevice) }),
  tests: z.array(Test),
})
export type NoticeSettings = z.infer<typeof NoticeSettings>

/** PATCH /api/notices/settings — what is left out stays. */
export const NoticeSettingsInput = z.object({
  quietFrom: Clock.optional(), quietTo: Clock.optional(), urgentBreaks: z.boolean().optional(), digest: z.boolean().optional(), language: MailLanguage.optional(),
  preferences: z.array(z.object({ kind: Kind, channel: z.enum(noticeChannels), enabled: z.boolean() })).max(200).default([]),
})
export type NoticeSettingsInput = z.input<typeof NoticeSettingsInput>

/** PUT /api/notices/mail — a code goes to the address; null stops mail and forgets the address. */
export const MailInput = z.object({ address: z.email().max(254).nullable() })
export const MailCode = z.object({ code: z.string().regex(/^\d{6}$/) })

/** PUT /api/notices/devices/:id — a browser's push subscription as it gives it. */
export const DeviceInput = z.object({
  endpoint: z.url().max(1000), p256dh: z.string().regex(/^[\w-]{87,88}=?$/), auth: z.string().regex(/^[\w-]{22}={0,2}$/), label: z.string().min(1).max(80),
})
export type DeviceInput = z.infer<typeof DeviceInput>

export const TestMessage = z.object({ channel: z.enum(['mail', 'push']) })
/** POST /api/notices/stop-mail — the link at the foot of a mail, without a session. */
export const StopMail = z.object({ token: z.uuid() })

/** GET /api/notices/failed — what could not be sent, for administrators. */
export const FailedSending = z.object({
  id: z.uuid(), personId: z.uuid(), fullName: z.string(), channel: z.enum(['mail', 'push']), purpose: z.string(), attempts: z.int(),
  lastError: z.string().nullable(), createdAt: Instant, deadAt: Instant,
})
export type FailedSending = z.infer<typeof FailedSending>
