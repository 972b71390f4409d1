import { Alert, Button, Input, Select } from 'antd'
import { useState } from 'react'
import type { ResponseTeamView, RosterLine } from '@phaodai/office'
import { dayInVietnam, formatDay, teamRoles, type Day, type TeamRole } from '@phaodai/vocabulary'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { DayField } from '../ui/day-field.tsx'
import { Table } from '../ui/table.tsx'
import { addMember, endMember, TEAMS } from './api.ts'

const today = (): Day => dayInVietnam(new Date().toISOString())
const whoIs = ({ name, role }: RosterLine): string => name ?? t(`team.role.${role}`)

/** Who is in a team, and who was. */
export function Roster({ view: { team, members } }: { view: ResponseTeamView }) {
  const { may } = useMe()
  const { act, busy, refused } = useActing(TEAMS)
  const keeps = team.ours && may('team_duty.staff') && team.state !== 'disbanded'
  return (
    <section className="desk-section" aria-label={t('team.roster')}><h2>{t('team.roster')}</h2>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      {members.length === 0 ? <p className="quiet">{t('team.roster.none')}</p> : (
        <Table caption={t('team.roster')} heads={['team.member.name', 'team.member.role', 'team.member.phone', 'team.member.from']} {...(keeps && { acts: 'team.roster.end' as const })}>
          {members.map((member) => (
            <tr key={member.id}>
              <td data-label={t('team.member.name')}>{member.name}</td><td data-label={t('team.member.role')}>{t(`team.role.${member.role}`)}</td><td data-label={t('team.member.phone')}>{member.phone}</td>
              <td data-label={t('team.member.from')}>{formatDay(member.fromOn)}{member.untilOn !== null && <span className="quiet"> · {t('team.roster.past', { day: formatDay(member.untilOn) })}</span>}</td>
              {keeps && <td>{member.untilOn === null && <Button size="small" disabled={busy} aria-label={t('team.roster.endOf', { who: whoIs(member) })} onClick={() => void act(() => endMember(team.id, member.id, member.version, today()))}>{t('team.roster.end')}</Button>}</td>}
            </tr>
          ))}
        </Table>
      )}
      {keeps && <Joining teamId={team.id} />}
    </section>
  )
}

const NOBODY = { fullName: '', phone: '', role: 'nurse' as TeamRole }

function Joining({ teamId }: { teamId: string }) {
  const { act, busy, refused } = useActing(TEAMS)
  const [values, setValues] = useState(NOBODY)
  const [fromOn, setFrom] = useState<Day>(today)
  const change = (more: Partial<typeof values>) => setValues({ ...values, ...more })
  const add = async () => {
    if (await act(() => addMember(teamId, { ...values, phone: values.phone.trim() || null, fromOn })) !== null) setValues(NOBODY)
  }
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <div className="desk-entry no-print">
        <label className="wide">{t('team.member.name')}<Input maxLength={120} value={values.fullName} onChange={({ target }) => change({ fullName: target.value })} /></label>
        <label>{t('team.member.role')}<Select<TeamRole> aria-label={t('team.member.role')} value={values.role} options={teamRoles.map((value) => ({ value, label: t(`team.role.${value}`) }))} onChange={(role) => change({ role })} /></label>
        <label>{t('team.member.phone')}<Input maxLength={30} value={values.phone} onChange={({ target }) => change({ phone: target.value })} /></label>
        <label>{t('team.member.from')}<DayField needed label={t('team.member.from')} value={fromOn} onChange={(day) => day !== null && setFrom(day)} /></label>
        <Button disabled={busy || values.fullName.trim() === ''} onClick={() => void add()}>{t('team.roster.add')}</Button>
      </div>
    </>
  )
}
