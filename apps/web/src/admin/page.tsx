import { Link, useParams } from 'react-router'
import { useMe } from '../frame/me.tsx'
import { Reforms } from '../reforms/list.tsx'
import { FailedSendings } from '../notices/failed.tsx'
import { OfficeRulesPanel } from '../office-rules/panel.tsx'
import { t } from '../text/t.ts'
import { Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { Accounts } from './accounts.tsx'
import { Audit } from './audit.tsx'
import { People } from './people.tsx'
import { Sessions } from './sessions.tsx'
import { Openings } from '../tracing/openings.tsx'

/** Quản trị: people and posts, accounts, sessions, the audit trail; each tab only for posts that may open it. */
export function AdminPage() {
  useTitle('rail.admin')
  const { may } = useMe()
  const { section } = useParams()
  const tabs = [
    { key: 'nguoi', needs: 'person.manage', label: t('admin.people'), children: <People /> },
    { key: 'tai-khoan', needs: 'account.read', label: t('admin.accounts'), children: <Accounts /> },
    { key: 'phien', needs: 'session.read', label: t('admin.sessions'), children: <Sessions /> },
    { key: 'khong-gui-duoc', needs: 'sending.read', label: t('failed.title'), children: <FailedSendings /> },
    { key: 'sap-xep', needs: 'reform.read', label: t('reform.tab'), children: <Reforms /> },
    { key: 'quy-dinh', needs: 'office.read', label: t('officeRules.title'), children: <OfficeRulesPanel /> },
    { key: 'nhat-ky', needs: 'audit.read', label: t('admin.audit'), children: <Audit /> },
    { key: 'mo-luot-ghe', needs: 'visit_opening.read', label: t('openings.title'), children: <Openings /> },
  ].filter(({ needs }) => may(needs))
  const active = tabs.find(({ key }) => key === section) ?? tabs[0]
  return (
    <>
      <h1>{t('rail.admin')}</h1>
      <nav className="views" aria-label={t('rail.admin')}>
        {tabs.map(({ key, label }) => <Link key={key} to={`/quan-tri/${key}`} aria-current={key === active?.key ? 'page' : undefined}>{label}</Link>)}
        {may('disease.manage') && <Link to="/benh">{t('disease.title')}</Link>}
      </nav>
      {active === undefined ? <Nothing title="failure.refused" /> : active.children}
    </>
  )
}
