import { currentLanguage } from '../text/t.ts'
import { newId } from '../api/client.ts'
import type { DeviceInput } from '@phaodai/office'

const STORED = 'phaodai.push'

/** Whether this browser can get pushes here at all (they need a safe connection). */
export function canPush(): boolean {
  return 'serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window
}

/** The id under which this browser is kept, as far as it remembers. */
export function ownDevice(): string | null {
  return localStorage.getItem(STORED)
}

const BROWSERS: readonly [RegExp, string][] = [[/Edg\//, 'Edge'], [/OPR\//, 'Opera'], [/coc_coc/i, 'Cốc Cốc'], [/Firefox\//, 'Firefox'], [/Chrome\//, 'Chrome'], [/Safari\//, 'Safari']]
const SYSTEMS: readonly [RegExp, string][] = [[/Android/, 'Android'], [/iPhone|iPad/, 'iOS'], [/Windows/, 'Windows'], [/Mac OS/, 'macOS'], [/Linux/, 'Linux']]

/** What to call this browser in the list: "Chrome, Windows". */
export function deviceLabel(agent = navigator.userAgent): string {
  const first = (names: readonly [RegExp, string][]): string | undefined => names.find(([pattern]) => pattern.test(agent))?.[1]
  return [first(BROWSERS), first(SYSTEMS)].filter(Boolean).join(', ') || 'Web'
}

function worker(): Promise<ServiceWorkerRegistration> {
  return navigator.serviceWorker.register(`/push-worker.js?lang=${currentLanguage()}`)
}

const bytesOf = (key: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(key.replaceAll('-', '+').replaceAll('_', '/')), (each) => each.charCodeAt(0))

/** Asks the browser's leave and its push service for an address; null when the person declines. */
export async function subscribe(publicKey: string): Promise<{ id: string; device: DeviceInput } | null> {
  if (await Notification.requestPermission() !== 'granted') return null
  await worker()
  const registration = await navigator.serviceWorker.ready
  const subscription = await registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: bytesOf(publicKey) })
  const { endpoint = '', keys = {} } = subscription.toJSON()
  return { id: newId(), device: { endpoint, p256dh: keys.p256dh ?? '', auth: keys.auth ?? '', label: deviceLabel() } }
}

/** Remembers under which id the server keeps this browser; null forgets it. */
export function remember(id: string | null): void {
  if (id === null) localStorage.removeItem(STORED)
  else localStorage.setItem(STORED, id)
}

/** Gives the browser's address back to its push service. */
export async function unsubscribe(): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration('/')
  await (await registration?.pushManager.getSubscription())?.unsubscribe()
  remember(null)
}
