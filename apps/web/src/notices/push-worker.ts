/** What stays awake in the browser: shows a count when a push comes, opens the list when it is touched. */
import en from '../text/push.en.json' with { type: 'json' }
import vi from '../text/push.vi.json' with { type: 'json' }

/** What of a service worker is used here; its types and those of a page exclude each other. */
type Awake = { waitUntil: (work: Promise<unknown>) => void }
type WorkerScope = {
  registration: ServiceWorkerRegistration
  location: Location
  clients: { matchAll: (options: { type: 'window' }) => Promise<{ url: string; focus: () => Promise<unknown> }[]>; openWindow: (url: string) => Promise<unknown> }
  addEventListener: ((type: 'push', hear: (event: Awake & { data: { json: () => unknown } | null }) => void) => void)
    & ((type: 'notificationclick', hear: (event: Awake & { notification: Notification }) => void) => void)
}
type Payload = { count: number; path: string; test?: boolean }

const scope = self as unknown as WorkerScope
const words = new URL(scope.location.href).searchParams.get('lang') === 'en' ? en : vi
/** One at a time: a newer count takes the place of the older. */
const TAG = 'phaodai'

function sentenceOf({ count, test }: Payload): string {
  return test ? words['push.test'] : words[count === 1 ? 'push.one' : 'push.count'].replace('{n}', String(count))
}

scope.addEventListener('push', (event) => {
  const payload = (event.data?.json() ?? { count: 0, path: '/thong-bao' }) as Payload
  event.waitUntil(scope.registration.showNotification(words['push.title'], { body: sentenceOf(payload), tag: TAG, icon: '/favicon.svg', data: payload.path }))
})

/** Only pages of this installation are opened, whatever the message said. */
function target(path: unknown): string {
  const url = new URL(typeof path === 'string' ? path : '/', scope.location.origin)
  return url.origin === scope.location.origin ? url.href : scope.location.origin
}

scope.addEventListener('notificationclick', (event) => {
  const url = target(event.notification.data)
  event.notification.close()
  event.waitUntil(scope.clients.matchAll({ type: 'window' }).then((windows) => windows.find((each) => each.url === url)?.focus() ?? scope.clients.openWindow(url)))
})
