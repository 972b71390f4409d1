import { Button, Result, Spin } from 'antd'
import type { ReactNode } from 'react'
import { Refusal, messageOf } from '../api/client.ts'
import { t, type Key } from '../text/t.ts'

/** While a page's code or data is on its way. */
export function PageWaiting() {
  return <div className="waiting" role="status" aria-label={t('state.loading')}><Spin delay={150} /></div>
}

/** Nothing here, said in the words of the list it stands in. */
export function Nothing({ title, children }: { title: Key; children?: ReactNode }) {
  return <div className="nothing"><p>{t(title)}</p>{children}</div>
}

/** A question to the server that failed: refused, not found, offline or an error, each in its own words. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const kind = kindOf(error)
  return (
    <Result className="failure" status={kind === 'error' ? 'warning' : 'info'} icon={null} title={<span role="alert">{t(`failure.${kind}`)}</span>} subTitle={kind === 'offline' ? t('failure.offlineHelp') : messageOf(error)}
      extra={retry && kind !== 'refused' && kind !== 'missing' ? <Button onClick={retry}>{t('failure.retry')}</Button> : null} />
  )
}

function kindOf(error: unknown): 'offline' | 'refused' | 'missing' | 'error' {
  if (!(error instanceof Refusal)) return 'error'
  if (error.status === 0) return 'offline'
  if (error.status === 403) return 'refused'
  return error.status === 404 ? 'missing' : 'error'
}

type Asked<T> = { isPending: boolean; isError: boolean; error: unknown; data: T | undefined; refetch: () => unknown }

/** Draws a question's answer, or its waiting and failing. */
export function Answer<T>({ of, children }: { of: Asked<T>; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>
  if (of.isError) return <Failure error={of.error} retry={() => void of.refetch()} />
  return <PageWaiting />
}
