import { useQuery } from '@tanstack/react-query'
import { App, Alert, Button, Checkbox, Input, Radio } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { NoticeSettings } from '@phaodai/office'
import { t, type Key } from '../text/t.ts'
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
          <MailLanguageChoice settings={data} />
          <Devices settings={data} />
          <Kinds settings={data} />
        </div>
      )}</Answer>
    </>
  )
}

/** Of 24 hours, whatever the language of the browser. */
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/

function TimeField({ word, value, onChange }: { word: Key; value: string; onChange: (value: string) => void }) {
  return (
    <label><span className="field-label">{t(word)}</span>
      <Input className="time-field figures" maxLength={5} placeholder="21:00" value={value} status={TIME.test(value) ? '' : 'error'} aria-invalid={!TIME.test(value)} onChange={(event) => onChange(event.target.value)} />
    </label>
  )
}

/** In which language mails come; the screen has its own choice, kept by the browser. */
function MailLanguageChoice({ settings }: { settings: NoticeSettings }) {
  const { message } = App.useApp()
  const change = useSettingsChange(() => void message.success(t('notices.kept')))
  return (
    <div className="setting-line">
      <span className="field-label" id="mail-language">{t('notices.mailLanguage')}</span>
      <Radio.Group aria-labelledby="mail-language" value={settings.language} onChange={({ target }) => change.mutate({ language: target.value as NoticeSettings['language'] })} options={[{ value: 'vi', label: 'Tiếng Việt' }, { value: 'en', label: 'English' }]} />
    </div>
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
        <TimeField word="notices.quietFrom" value={from} onChange={setFrom} />
        <TimeField word="notices.quietTo" value={to} onChange={setTo} />
        <Button type="primary" disabled={!moved || !TIME.test(from) || !TIME.test(to)} loading={change.isPending} onClick={() => change.mutate({ quietFrom: from, quietTo: to })}>{t('notices.keep')}</Button>
      </div>
      <Checkbox checked={settings.urgentBreaks} onChange={(event) => change.mutate({ urgentBreaks: event.target.checked })}>{t('notices.urgentBreaks')}</Checkbox>
    </section>
  )
}
