import { useQuery } from '@tanstack/react-query'
import { App, Alert, Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { NoticeSettings } from '@phaodai/office'
import { t } from '../text/t.ts'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getSettings } from './api.ts'
import { Devices } from './devices.tsx'
import { Kinds } from './kinds.tsx'
import { MailSettings } from './mail.tsx'
import { SETTINGS, useSettingsChange } from './use-settings.ts'

/** How the signed-in person is told: quiet hours, mail, this browser, and the ways of each kind. Changes are kept at once. */
export function NoticeSettingsPage() {
  useTitle('notices.settings')
  const settings = useQuery({ queryKey: SETTINGS, queryFn: getSettings, refetchInterval: ({ state }) => (state.data?.tests.some((test) => test.outcome === 'waiting') ? 3_000 : false) })
  return (
    <>
      <nav className="crumbs" aria-label={t('notices.where')}><Link to="/thong-bao">{t('notices.title')}</Link><span>{t('notices.settings')}</span></nav>
      <h1>{t('notices.settings')}</h1>
      <Answer of={settings}>{(data) => (
        <div className="notice-settings">
          <Alert type="info" title={t('notices.outsideNote')} />
          <QuietHours settings={data} />
          <MailSettings settings={data} />
          <Devices settings={data} />
          <Kinds settings={data} />
        </div>
      )}</Answer>
    </>
  )
}

function QuietHours({ settings }: { settings: NoticeSettings }) {
  const { message } = App.useApp()
  const [from, setFrom] = useState(settings.quietFrom)
  const [to, setTo] = useState(settings.quietTo)
  const change = useSettingsChange(() => void message.success(t('notices.kept')))
  const moved = from !== settings.quietFrom || to !== settings.quietTo
  return (
    <section aria-labelledby="quiet-hours">
      <h2 id="quiet-hours">{t('notices.quiet')}</h2>
      <p className="quiet">{t('notices.quietHelp')}</p>
      <div className="setting-line">
        <label><span className="field-label">{t('notices.quietFrom')}</span><Input type="time" value={from} onChange={(event) => setFrom(event.target.value)} /></label>
        <label><span className="field-label">{t('notices.quietTo')}</span><Input type="time" value={to} onChange={(event) => setTo(event.target.value)} /></label>
        <Button type="primary" disabled={!moved || from === '' || to === ''} loading={change.isPending} onClick={() => change.mutate({ quietFrom: from, quietTo: to })}>{t('notices.keep')}</Button>
      </div>
      <Checkbox checked={settings.urgentBreaks} onChange={(event) => change.mutate({ urgentBreaks: event.target.checked })}>{t('notices.urgentBreaks')}</Checkbox>
    </section>
  )
}
