import { Button } from 'antd'
import { Link, useRouteError } from 'react-router'
import { t } from '../text/t.ts'

/** A fault in a page itself: says what to do, keeps the rest usable. */
export function CrashPage() {
  const error = useRouteError()
  return (
    <div className="notice" role="alert">
      <h1>{t('crash.title')}</h1>
      <p>{t('crash.what')}</p>
      <p className="quiet">{error instanceof Error ? error.message : ''}</p>
      <Button type="primary" onClick={() => window.location.reload()}>{t('crash.reload')}</Button>
    </div>
  )
}

/** No page at this address. */
export function LostPage() {
  return (
    <div className="notice">
      <h1>{t('lost.title')}</h1>
      <p>{t('lost.what')} <Link to="/">{t('rail.today')}</Link></p>
    </div>
  )
}
