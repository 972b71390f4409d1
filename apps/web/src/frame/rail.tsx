import { AimOutlined, AlertOutlined, AuditOutlined, BankOutlined, CalendarOutlined, ClusterOutlined, EditOutlined, FileSearchOutlined, FileTextOutlined, FormOutlined, FundOutlined, GlobalOutlined, InboxOutlined, LoginOutlined, ScheduleOutlined, SettingOutlined, TeamOutlined, UnorderedListOutlined, BarChartOutlined, ExperimentOutlined, MedicineBoxOutlined, SafetyOutlined } from '@ant-design/icons'
import { useEffect, useRef, type ReactNode } from 'react'
import { NavLink, useLocation } from 'react-router'
import { t, type Key } from '../text/t.ts'
import { ReviewsInRail } from '../references/reviews-count.tsx'
import { useMe } from './me.tsx'

/** `unless`: whoever may do that has another entry for the same. */
type Noun = { to: string; word: Key; icon: ReactNode; needs: string[]; unless?: string }

const nouns: Noun[] = [
  { to: '/', word: 'rail.today', icon: <CalendarOutlined />, needs: ['task.read'] },
  { to: '/lich', word: 'rail.calendar', icon: <ScheduleOutlined />, needs: ['calendar.read'] },
  { to: '/van-ban', word: 'rail.directives', icon: <FileTextOutlined />, needs: ['directive.read'] },
  { to: '/van-thu', word: 'rail.office', icon: <InboxOutlined />, needs: ['handling.read'] },
  { to: '/soan-thao', word: 'rail.drafts', icon: <EditOutlined />, needs: ['draft.read'] },
  { to: '/hop', word: 'rail.meetings', icon: <TeamOutlined />, needs: ['meeting.read'] },
  { to: '/nhiem-vu', word: 'rail.tasks', icon: <UnorderedListOutlined />, needs: ['task.read'] },
  { to: '/kiem-tra', word: 'rail.inspections', icon: <FileSearchOutlined />, needs: ['inspection.read'] },
  { to: '/ca-benh', word: 'rail.cases', icon: <MedicineBoxOutlined />, needs: ['disease_case.read'] },
  { to: '/ca-benh/bang', word: 'rail.cases', icon: <MedicineBoxOutlined />, needs: ['figure-cases-confirmed.read'], unless: 'disease_case.read' },
  { to: '/cap-do', word: 'rail.levels', icon: <AlertOutlined />, needs: ['level_round.read'] },
  { to: '/xet-nghiem', word: 'rail.testing', icon: <ExperimentOutlined />, needs: ['specimen.read', 'lab_desk.read'] },
  { to: '/cach-ly', word: 'rail.isolation', icon: <SafetyOutlined />, needs: ['isolation_order.read'] },
  { to: '/khu-phong-toa', word: 'zone.rail', icon: <AimOutlined />, needs: ['zone.read'] },
  { to: '/nguoi-den', word: 'rail.gate', icon: <LoginOutlined />, needs: ['arrival.read'] },
  { to: '/co-so', word: 'rail.facilities', icon: <BankOutlined />, needs: ['facility.read'] },
  { to: '/danh-sach-cho-ky', word: 'rail.orders', icon: <FormOutlined />, needs: ['order_list.sign'] },
  { to: '/so-theo-doi', word: 'rail.registers', icon: <AuditOutlined />, needs: ['rumour.read', 'inspection.read', 'stock_movement.read', 'supply_item.read'] },
  { to: '/chi-so', word: 'rail.indicators', icon: <BarChartOutlined />, needs: ['indicator.read'] },
  { to: '/bao-cao-nhanh', word: 'rail.quickReports', icon: <FundOutlined />, needs: ['quick_report.read'] },
  { to: '/ban-do', word: 'rail.map', icon: <GlobalOutlined />, needs: ['area.read'] },
  { to: '/to-chuc', word: 'rail.bodies', icon: <ClusterOutlined />, needs: [] },
  { to: '/quan-tri', word: 'rail.admin', icon: <SettingOutlined />, needs: ['account.read', 'person.manage', 'audit.read', 'reform.read'] },
]

/** The nouns this post may open: a slim column at the left, a bar at the bottom on a phone, which slides and shows where one is. */
export function Rail() {
  const { may } = useMe()
  const rail = useRef<HTMLElement>(null)
  const { pathname } = useLocation()
  useEffect(() => {
    const active = rail.current?.querySelector<HTMLElement>('.active')
    if (active) rail.current?.scrollTo({ left: active.offsetLeft - (rail.current.clientWidth - active.clientWidth) / 2 })
  }, [pathname])
  const open = nouns.filter(({ needs, unless }) => (needs.length === 0 || needs.some(may)) && !(unless && may(unless)))
  return (
    <nav ref={rail} className="rail" aria-label={t('rail.label')}>
      {open.map((noun) => (
        <NavLink key={noun.to} to={noun.to} end={noun.to === '/'} className="rail-item">
          <span aria-hidden="true" className="rail-icon">{noun.icon}</span>
          <span>{t(noun.word)}</span>
        </NavLink>
      ))}
      <ReviewsInRail />
    </nav>
  )
}
