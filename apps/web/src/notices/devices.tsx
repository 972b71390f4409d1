import { App, Button } from 'antd'
import type { NoticeSettings, PushDevice } from '@phaodai/office'
import { messageOf, Refusal } from '../api/client.ts'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { endDevice, putDevice } from './api.ts'
import { canPush, ownDevice, remember, subscribe, unsubscribe } from './push.ts'
import { TestButton } from './test-button.tsx'
import { useSettingsCall } from './use-settings.ts'

/** Browsers that get pushes: this one is added or taken away, another can be ended from afar. */
export function Devices({ settings }: { settings: NoticeSettings }) {
  const { publicKey, devices } = settings.push
  const here = devices.some((device) => device.id === ownDevice())
  return (
    <section aria-labelledby="notice-push">
      <h2 id="notice-push">{t('notices.channel.push')}</h2>
      {!canPush() && <p className="quiet">{t('notices.pushCannot')}</p>}
      {canPush() && publicKey === null && <p className="quiet">{t('notices.pushNotReady')}</p>}
      {canPush() && publicKey !== null && !here && <AddThis publicKey={publicKey} />}
      {devices.length > 0 && <ul className="device-list">{devices.map((device) => <DeviceLine key={device.id} device={device} />)}</ul>}
      {devices.length > 0 && <TestButton channel="push" tests={settings.tests} />}
    </section>
  )
}

function AddThis({ publicKey }: { publicKey: string }) {
  const { message } = App.useApp()
  const put = useSettingsCall(({ id, device }: NonNullable<Awaited<ReturnType<typeof subscribe>>>) => putDevice(id, device).then((kept) => {
    remember(id)
    return kept
  }))
  const add = async () => {
    try {
      const asked = await subscribe(publicKey)
      if (asked === null) void message.warning(t('notices.pushDeclined'))
      else put.mutate(asked)
    } catch (error) {
      void message.error(error instanceof Refusal ? messageOf(error) : t('notices.pushFailed'))
    }
  }
  return <p><Button type="primary" ghost loading={put.isPending} onClick={() => void add()}>{t('notices.pushHere')}</Button></p>
}

function DeviceLine({ device }: { device: PushDevice }) {
  const own = device.id === ownDevice()
  const end = useSettingsCall((id: string) => endDevice(id), () => { if (own) void unsubscribe() })
  return (
    <li>
      <span>{device.label} {own && <strong>· {t('notices.thisBrowser')}</strong>}</span> <span className="quiet">{t('notices.since')} <InstantText at={device.createdAt} /></span>
      <Button size="small" loading={end.isPending} onClick={() => end.mutate(device.id)}>{t('notices.pushStop')}</Button>
    </li>
  )
}
