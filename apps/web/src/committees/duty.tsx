import { PrinterOutlined } from '@ant-design/icons'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { Committee } from '@phaodai/office/committee.ts'
import { dutyRoles, shifts, type DutyShift, type DutySwap, type Roster } from '@phaodai/office/duty.ts'
import { addDays, formatDay, weekday } from '@phaodai/vocabulary'
import { messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t, word } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { askSwap, changeShift, decideSwap, getRoster, rotateDuty } from './api.ts'
import { FieldsDialog, type Field, type Values } from './dialog.tsx'
import { DutyNowLine } from './duty-now.tsx'

const TWO_WEEKS = 13

/** Lịch trực: who is on duty now, two weeks from today or any other days, swaps that wait; prints on one A4. */
export function Duty({ committee }: { committee: Committee }) {
  const { may } = useMe()
  const [from, setFrom] = useState(todayInVietnam)
  const [to, setTo] = useState(() => addDays(todayInVietnam(), TWO_WEEKS))
  const [planning, plan] = useState(false)
  const { id } = committee.body
  const roster = useQuery({ queryKey: ['duty', id, from, to], queryFn: () => getRoster(id, from, to) })
  return (
    <section className="committee-part duty-page">
      <DutyNowLine bodyId={id} />
      <div className="section-head"><h2>{t('duty.title')} <span className="figures">{formatDay(from)} – {formatDay(to)}</span></h2>
        <span className="page-tools no-print">
          <DayField size="small" label={t('duty.from')} value={from} onChange={(day) => day && setFrom(day)} /><DayField size="small" label={t('duty.to')} value={to} min={from} onChange={(day) => day && setTo(day)} />
          <Button size="small" icon={<PrinterOutlined />} onClick={() => window.print()}>{t('duty.print')}</Button>
          {committee.isOwn && may('duty_shift.plan') && <Button size="small" type="primary" ghost onClick={() => plan(true)}>{t('duty.rotate')}</Button>}
        </span>
      </div>
      <Answer of={roster}>{(data) => <RosterView roster={data} committee={committee} />}</Answer>
      {planning && <RotateDialog committee={committee} from={from} to={to} onClose={() => plan(false)} />}
    </section>
  )
}

function useChange(): { run: (work: () => Promise<unknown>, done: string) => void; busy: boolean } {
  const queries = useQueryClient()
  const { message } = App.useApp()
  const change = useMutation({
    mutationFn: ({ work }: { work: () => Promise<unknown>; done: string }) => work(),
    onError: (error) => void message.error(messageOf(error)),
    onSuccess: (_, { done }) => { void message.success(done); return refreshed(queries) },
  })
  return { run: (work, done) => change.mutate({ work, done }), busy: change.isPending }
}

const refreshed = (queries: ReturnType<typeof useQueryClient>) => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] === 'duty' || queryKey[0] === 'duty-now' })

function RosterView({ roster, committee }: { roster: Roster; committee: Committee }) {
  const [changing, change] = useState<DutyShift | null>(null)
  if (roster.shifts.length === 0) return <Nothing title="duty.none" />
  return (
    <>
      <Swaps swaps={roster.swaps} roster={roster} />
      <RosterTable roster={roster} onChange={change} />
      {roster.onLeave.length > 0 && <p className="quiet">{t('duty.onLeave')} {roster.onLeave.map((each) => `${committee.members.find(({ id }) => id === each.memberId)?.fullName ?? ''} (${formatDay(each.validFrom)} – ${formatDay(each.validTo)})`).join(', ')}</p>}
      <p className="duty-foot">{t('duty.hours')}</p>
      {changing && <ShiftDialog shift={changing} roster={roster} committee={committee} onClose={() => change(null)} />}
    </>
  )
}

/** Shifts of one time of one day, whatever the role, in one line. */
function linesOf(all: readonly DutyShift[]): DutyShift[][] {
  const lines = new Map<string, DutyShift[]>()
  for (const shift of all) {
    const key = `${shift.day}/${shift.shift}`
    lines.set(key, [...(lines.get(key) ?? []), shift])
  }
  return [...lines.values()]
}

function RosterTable({ roster, onChange }: { roster: Roster; onChange: (shift: DutyShift) => void }) {
  const lines = linesOf(roster.shifts)
  const today = todayInVietnam()
  return (
    <Table caption={t('duty.title')} heads={['duty.day', 'duty.shift', 'dutyRole.leader', 'dutyRole.duty']}>
      {lines.map((line) => {
        const { day, shift } = line[0]!
        return (
          <tr key={`${day}/${shift}`} className={day === today ? 'duty-today' : undefined}>
            <td className="nowrap">{word(`weekday.${weekday(day)}`)} <span className="figures">{formatDay(day)}</span></td><td data-label={t('duty.shift')}>{t(`shift.${shift}`)}</td>
            {dutyRoles.map((role) => <td key={role} data-label={t(`dutyRole.${role}`)}><OnShift shift={line.find((each) => each.role === role)} roster={roster} onChange={onChange} /></td>)}
          </tr>
        )
      })}
    </Table>
  )
}

function OnShift({ shift, roster, onChange }: { shift: DutyShift | undefined; roster: Roster; onChange: (shift: DutyShift) => void }) {
  const { may } = useMe()
  if (shift === undefined) return <span className="quiet">{t('duty.nobody')}</span>
  const open = shift.ahead && roster.canPlan
  const acts = open && (may('duty_shift.plan') || (shift.mine && may('duty_swap.ask')))
  return <>{shift.memberName}{shift.mine && <span className="quiet"> {t('duty.me')}</span>}{acts && <> <button type="button" className="as-link no-print" onClick={() => onChange(shift)}>{t(may('duty_shift.plan') ? 'duty.change' : 'duty.swap')}<span className="unseen"> {shift.memberName} {formatDay(shift.day)}</span></button></>}</>
}

/** A planner puts another member on the shift; anybody else asks for a swap of his own. */
function ShiftDialog({ shift, roster, committee, onClose }: { shift: DutyShift; roster: Roster; committee: Committee; onClose: () => void }) {
  const { may } = useMe()
  const queries = useQueryClient()
  const title = `${t(`shift.${shift.shift}`)}, ${formatDay(shift.day)}`
  if (may('duty_shift.plan')) {
    const fields: Field[] = [{ name: 'memberId', label: 'matrix.member', kind: 'choice', required: true, options: committee.members.map(({ id, fullName }) => ({ value: id, label: fullName })) }]
    return <FieldsDialog title={title} fields={fields} initial={{ memberId: shift.memberId }} onClose={onClose} onSave={async ({ memberId }) => { await changeShift(shift.id, shift.version, memberId as string); await refreshed(queries) }} />
  }
  const others = roster.shifts.filter((each) => !each.mine && each.ahead)
  const fields: Field[] = [
    { name: 'withShiftId', label: 'duty.with', kind: 'choice', required: true, options: others.map((each) => ({ value: each.id, label: `${each.memberName}, ${t(`shift.${each.shift}`)} ${formatDay(each.day)}` })) },
    { name: 'reason', label: 'duty.reason', kind: 'text' },
  ]
  return <FieldsDialog title={`${t('duty.swap')}: ${title}`} note={t('duty.swapNote')} fields={fields} ok={t('duty.ask')} onClose={onClose}
    onSave={async ({ withShiftId, reason }) => { await askSwap(shift.id, withShiftId as string, reason as string | null); await refreshed(queries) }} />
}

function Swaps({ swaps, roster }: { swaps: DutySwap[]; roster: Roster }) {
  const { may } = useMe()
  const { run, busy } = useChange()
  const told = (id: string): string => {
    const shift = roster.shifts.find((each) => each.id === id)
    return shift ? `${t(`shift.${shift.shift}`)} ${formatDay(shift.day)}` : t('duty.elsewhere')
  }
  if (swaps.length === 0) return null
  return (
    <ul className="rows duty-swaps no-print" aria-label={t('duty.swaps')}>{swaps.map((swap) => (
      <li key={swap.id} className="row-item">
        <p>{t('duty.asks', { from: swap.fromName, own: told(swap.shiftId), to: swap.toName, other: told(swap.withShiftId) })} {swap.reason !== null && <span className="quiet">{swap.reason}</span>}</p>
        {swap.forMe && <p className="card-actions">
          {may('duty_swap.agree') && <Button size="small" type="primary" loading={busy} onClick={() => run(() => decideSwap(swap.id, swap.version, 'agree'), t('duty.agreed'))}>{t('duty.agree')}</Button>}
          {may('duty_swap.decline') && <Button size="small" disabled={busy} onClick={() => run(() => decideSwap(swap.id, swap.version, 'decline'), t('duty.declined'))}>{t('duty.decline')}</Button>}
        </p>}
      </li>
    ))}</ul>
  )
}

function RotateDialog({ committee, from, to, onClose }: { committee: Committee; from: string; to: string; onClose: () => void }) {
  const queries = useQueryClient()
  const fields: Field[] = [
    { name: 'from', label: 'duty.from', kind: 'day', required: true }, { name: 'to', label: 'duty.to', kind: 'day', required: true },
    { name: 'shifts', label: 'duty.shifts', kind: 'choices', required: true, options: shifts.map((value) => ({ value, label: t(`shift.${value}`) })) },
    { name: 'role', label: 'duty.role', kind: 'choice', required: true, options: dutyRoles.map((value) => ({ value, label: t(`dutyRole.${value}`) })) },
    { name: 'memberIds', label: 'duty.inTurn', kind: 'choices', required: true, help: 'duty.inTurnHelp', options: committee.members.map(({ id, fullName }) => ({ value: id, label: fullName })) },
  ]
  return <FieldsDialog title={t('duty.rotate')} note={t('duty.rotateNote')} fields={fields} initial={{ from, to, shifts: ['full'], role: 'duty' }} ok={t('duty.fill')} onClose={onClose}
    onSave={async (values: Values) => { await rotateDuty(committee.body.id, values as Parameters<typeof rotateDuty>[1]); await refreshed(queries) }} />
}
