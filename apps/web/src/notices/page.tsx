import { SettingOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Link } from 'react-router'
import type { NoticeGroups } from '@phaodai/office'
import { t } from '../text/t.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { noticeGroups } from './api.ts'
import { useNoticeCount } from './bell.tsx'
import { NoticeGroupSection } from './group.tsx'
import { ReadAll } from './read-all.tsx'

/** Thông báo: what happened that concerns the acting post, by kind, unread first. New ones come by themselves. */
export function NoticesPage() {
  useTitle('notices.title')
  const groups = useQuery({ queryKey: ['notices', 'groups'], queryFn: noticeGroups })
  const { unread, elsewhere = 0 } = useNoticeCount().data ?? {}
  const { refetch } = groups
  useEffect(() => void (unread !== undefined && refetch()), [unread, refetch])
  return (
    <>
      <div className="page-head">
        <h1>{t('notices.title')}</h1>
        <div className="page-tools">
          {groups.data && groups.data.groups.some((group) => group.unread > 0) && <ReadAll asOf={groups.data.asOf} />}
          <Link to="/thong-bao/cai-dat"><SettingOutlined aria-hidden="true" /> {t('notices.settings')}</Link>
        </div>
      </div>
      {elsewhere > 0 && <p className="quiet">{t('notices.elsewhere', { n: elsewhere })}</p>}
      <Answer of={groups}>{(data) => <Groups {...data} />}</Answer>
    </>
  )
}

function Groups({ asOf, groups }: NoticeGroups) {
  if (groups.length === 0) return <Nothing title="notices.none"><p className="quiet">{t('notices.noneHelp')}</p></Nothing>
  return <div className="notice-groups">{groups.map((group) => <NoticeGroupSection key={group.kind} group={group} asOf={asOf} />)}</div>
}
