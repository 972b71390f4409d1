import { Checkbox } from 'antd'
import type { NoticeChannel, NoticeSettings } from '@phaodai/office'
import { t } from '../text/t.ts'
import { kindWord } from './group.tsx'
import { useSettingsChange } from './use-settings.ts'

const channels: readonly NoticeChannel[] = ['app', 'mail', 'push']

/** Which kind goes which way; what is late or chased always stands in the list. */
export function Kinds({ settings }: { settings: NoticeSettings }) {
  const change = useSettingsChange()
  const choose = (kind: string, channel: NoticeChannel, enabled: boolean) => change.mutate({ preferences: [{ kind, channel, enabled }] })
  return (
    <section aria-labelledby="notice-kinds">
      <h2 id="notice-kinds">{t('notices.kinds')}</h2>
      <p className="quiet">{t('notices.kindsHelp')}</p>
      <table className="table kinds">
        <caption className="unseen">{t('notices.kinds')}</caption>
        <thead><tr><th scope="col">{t('notices.kind')}</th>{channels.map((channel) => <th key={channel} scope="col">{t(`notices.channel.${channel}`)}</th>)}</tr></thead>
        <tbody>
          {settings.kinds.map((each) => (
            <tr key={each.kind}>
              <td>{kindWord(each.kind)}</td>
              {channels.map((channel) => (
                <td key={channel} className="tick">
                  <Checkbox checked={each[channel]} disabled={channel === 'app' && !each.mayMute} aria-label={`${kindWord(each.kind)}: ${t(`notices.channel.${channel}`)}`}
                    onChange={(event) => choose(each.kind, channel, event.target.checked)}><span className="tick-word" aria-hidden="true">{t(`notices.channel.${channel}`)}</span></Checkbox>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
