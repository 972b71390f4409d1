import { Button } from 'antd'
import type { NoticeSettings } from '@phaodai/office'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { testChannel } from './api.ts'
import { useSettingsCall } from './use-settings.ts'

/** Sends a test message and says what became of the last one. */
export function TestButton({ channel, tests }: { channel: 'mail' | 'push'; tests: NoticeSettings['tests'] }) {
  const test = useSettingsCall(testChannel)
  const last = tests.find((each) => each.channel === channel)
  return (
    <p className="setting-line">
      <Button loading={test.isPending} onClick={() => test.mutate(channel)}>{t(`notices.test.${channel}`)}</Button>
      {last && <span role="status" className="quiet">{t(`notices.outcome.${last.outcome}`)} <InstantText at={last.at} /></span>}
    </p>
  )
}
