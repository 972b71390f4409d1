import { useMutation } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useSearchParams } from 'react-router'
import { messageOf } from '../api/client.ts'
import { t } from '../text/t.ts'
import { useTitle } from '../ui/title.ts'
import { stopMail } from './api.ts'

/** Where the link at the foot of a mail leads: one button, no sign-in. */
export function StopMailPage() {
  useTitle('notices.stopTitle')
  const [params] = useSearchParams()
  const stop = useMutation({ mutationFn: () => stopMail(params.get('ma') ?? '') })
  return (
    <main className="notice" id="main">
      <p><img src="/favicon.svg" alt="" width="24" height="24" /> <strong>{t('frame.product')}</strong></p>
      <h1>{t('notices.stopTitle')}</h1>
      {!stop.data?.done && <><p>{t('notices.stopAsk')}</p><Button type="primary" loading={stop.isPending} onClick={() => stop.mutate()}>{t('notices.stopDo')}</Button></>}
      {stop.data?.done && <Alert type="info" title={t('notices.stopDone')} />}
      {(stop.data?.done === false || stop.isError) && <Alert type="error" title={stop.isError ? messageOf(stop.error) : t('notices.stopUnknown')} />}
    </main>
  )
}
