import { DeviceInput, MailCode, MailInput, NoticeSettings, NoticeSettingsInput, StopMail, TestMessage } from '@phaodai/office'
import type { FastifyInstance } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { randomInt } from 'node:crypto'
import * as z from 'zod'
import { today } from '#kernel/clock.ts'
import type { AppDeps } from '#kernel/deps.ts'
import { Problem } from '#kernel/problem.ts'
import { route } from '#kernel/route.ts'
import type { Tx } from '#kernel/session.ts'
import { findAddress, findPushKey, loadDevices, loadKinds, loadOwnSettings, loadTests } from './load.ts'
import { registerOneClick } from './one-click.routes.ts'
import { mayPush } from './push.ts'
import { askMail, askPushes, confirmCode, endDevice, forgetAddress, hasDevice, insertDevice, resumeMail, saveAddress, saveSettings } from './save.ts'
import { stopMail } from './sending.queries.ts'

/** Between two codes, or two tests, so that nobody fills another's mailbox. */
const PAUSE_MS = 60_000
const Done = z.object({ done: z.boolean() })
const ById = z.object({ id: z.uuid() })

async function settingsOf(tx: Tx, deps: AppDeps): Promise<NoticeSettings> {
  const address = await findAddress(tx)
  return {
    ...await loadOwnSettings(tx, today(deps.clock)), kinds: await loadKinds(tx), tests: await loadTests(tx),
    mail: {
      ready: deps.config.smtpUrl !== undefined, address: address?.address ?? null, verified: typeof address?.verifiedAt === 'string',
      stopped: typeof address?.stoppedAt === 'string', codeSentAt: address?.codeSentAt ?? null,
    },
    push: { publicKey: await findPushKey(tx), devices: await loadDevices(tx) },
  }
}

function refuseHaste(last: string | null | undefined, now: Date): void {
  if (last && now.getTime() - Date.parse(last) < PAUSE_MS) throw new Problem('too-many-requests', { detail: 'Vừa gửi xong. Hãy đợi một phút rồi gửi lại.' })
}

function refuseWithoutServer({ config }: AppDeps): void {
  if (config.smtpUrl === undefined) throw new Problem('invalid-value', { detail: 'Hệ thống chưa được cấu hình máy chủ thư.' })
}

async function newAddress(tx: Tx, deps: AppDeps, address: string | null): Promise<void> {
  if (address === null) return void (await forgetAddress(tx))
  refuseWithoutServer(deps)
  const now = deps.clock.now()
  refuseHaste((await findAddress(tx))?.codeSentAt, now)
  await saveAddress(tx, address, String(randomInt(1_000_000)).padStart(6, '0'), now.toISOString())
  await askMail(tx, 'verify', now.toISOString(), now.toISOString())
}

async function sendTest(tx: Tx, deps: AppDeps, channel: 'mail' | 'push'): Promise<void> {
  const now = deps.clock.now()
  const last = (await loadTests(tx)).find(test => test.channel === channel)
  refuseHaste(last?.at, now)
  const at = now.toISOString()
  if (channel === 'mail') refuseWithoutServer(deps)
  const asked = channel === 'mail' ? await askMail(tx, 'test', at, at) : await askPushes(tx, at, at)
  if (asked === 0) throw new Problem('invalid-value', { detail: 'Chưa có trình duyệt nào đăng ký nhận tin đẩy.' })
}

function registerOwn(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'GET', url: '/api/notices/settings', permission: 'notice.settings', summary: 'How the signed-in person is told.', answer: NoticeSettings,
    run: ({ tx }) => settingsOf(tx, deps),
  })
  route(app, deps, {
    method: 'PATCH', url: '/api/notices/settings', permission: 'notice.settings', summary: 'Changes quiet hours, the digest and the ways of kinds; what is left out stays.',
    body: NoticeSettingsInput, answer: NoticeSettings, refuses: ['reference-missing'],
    run: async ({ tx, body }) => {
      await saveSettings(tx, body)
      return settingsOf(tx, deps)
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/notices/test', permission: 'notice.settings', summary: 'Sends the person a test message.', body: TestMessage, answer: NoticeSettings,
    refuses: ['invalid-value', 'too-many-requests'],
    run: async ({ tx, body }) => {
      await sendTest(tx, deps, body.channel)
      return settingsOf(tx, deps)
    },
  })
}

function registerMail(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'PUT', url: '/api/notices/mail', permission: 'notice.settings', summary: 'Sends a code to the person\'s address; null forgets it.', body: MailInput,
    answer: NoticeSettings, refuses: ['invalid-value', 'too-many-requests'],
    run: async ({ tx, body }) => {
      await newAddress(tx, deps, body.address)
      return settingsOf(tx, deps)
    },
  })
  route(app, deps, {
    method: 'POST', url: '/api/notices/mail/confirm', permission: 'notice.settings', summary: 'Confirms the address with the code; done = false when it is wrong or too late.',
    body: MailCode, answer: Done,
    run: async ({ tx, body }) => ({ done: await confirmCode(tx, body.code, deps.clock.now().toISOString()) }),
  })
  route(app, deps, {
    method: 'POST', url: '/api/notices/mail/resume', permission: 'notice.settings', summary: 'Sends mail again after it was stopped by its link.', answer: NoticeSettings,
    run: async ({ tx }) => {
      await resumeMail(tx)
      return settingsOf(tx, deps)
    },
  })
}

function registerDevices(app: FastifyInstance, deps: AppDeps): void {
  route(app, deps, {
    method: 'PUT', url: '/api/notices/devices/:id', permission: 'notice.settings', summary: 'Keeps this browser\'s push subscription.', params: ById, body: DeviceInput,
    answer: NoticeSettings, refuses: ['invalid-value'],
    run: async ({ tx, params, body }) => {
      if (!mayPush(body.endpoint, deps.config.pushHosts)) throw new Problem('invalid-value', { detail: 'Trình duyệt này dùng dịch vụ đẩy tin mà hệ thống không cho phép.' })
      await insertDevice(tx, params.id, body)
      if (!(await hasDevice(tx, params.id))) throw new Problem('not-allowed')
      return settingsOf(tx, deps)
    },
  })
  route(app, deps, {
    method: 'DELETE', url: '/api/notices/devices/:id', permission: 'notice.settings', summary: 'Ends pushes to one browser.', params: ById, answer: NoticeSettings, refuses: ['not-found'],
    run: async ({ tx, params }) => {
      if (await endDevice(tx, params.id, deps.clock.now().toISOString()) === 0) throw new Problem('not-found')
      return settingsOf(tx, deps)
    },
  })
}

/** A person's own settings; the link that stops mail works without signing in, as the standard for mailing lists asks. */
export function registerNoticeSettingRoutes(plain: FastifyInstance, deps: AppDeps): void {
  registerOwn(plain, deps)
  registerMail(plain, deps)
  registerDevices(plain, deps)
  registerOneClick(plain, deps)
  plain.withTypeProvider<ZodTypeProvider>().post('/api/notices/stop-mail', {
    schema: { tags: ['notices'], summary: 'Stops mail to the address whose mail held this token.', body: StopMail, response: { 200: Done } },
    handler: async (request) => ({ done: await stopMail(deps.pools.app, request.body.token) }),
  })
}
