import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import { placeKinds } from '@phaodai/registers/inspection.ts'
import type { BodyRef } from '@phaodai/office'
import type { Plan, PlanVisit } from '@phaodai/office/inspection.ts'
import { messageOf, newId } from '../api/client.ts'
import { FieldsDialog, type Field, type Values } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { t, word } from '../text/t.ts'
import { DayText, todayInVietnam } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { dropVisit, getPlan, movePlan, putPlan, putTeam, putVisit } from './api.ts'
import { Places } from './places.tsx'
import { planFields } from './plans.tsx'
import { ProgressText } from './progress.tsx'
import { ReportButtons } from './report-buttons.tsx'

/** One plan: basis, teams, places to be visited, how far it is. */
export function PlanPage() {
  const { id = '' } = useParams()
  const plan = useQuery({ queryKey: ['inspection-plans', id], queryFn: () => getPlan(id) })
  useTitle('plan.title', plan.data?.title)
  return <><Places /><Answer of={plan}>{(data) => <Shown plan={data} />}</Answer></>
}

function useKept(): (saved: Plan) => void {
  const queries = useQueryClient()
  return (saved) => {
    queries.setQueryData(['inspection-plans', saved.id], saved)
    void queries.invalidateQueries({ queryKey: ['inspection-plans'] })
    void queries.invalidateQueries({ queryKey: ['inspections'] })
  }
}

function Shown({ plan }: { plan: Plan }) {
  return (
    <>
      <header className="page-head"><h1>{plan.title}</h1><span className="mark">{t(`planState.${plan.state}`)}</span></header>
      <p className="source-line">
        {plan.body.name} · <DayText day={plan.periodFrom} /> – <DayText day={plan.periodTo} />
        {plan.number !== null && <> · {t('plan.basis')}: {plan.directiveId === null ? plan.number : <Link to={`/van-ban/${plan.directiveId}`}>{plan.number}</Link>} <DayText day={plan.issuedOn} /></>}
        {plan.approvedBy !== null && <> · {t('plan.approvedBy', { by: plan.approvedBy })} <DayText day={plan.approvedOn} /></>}
      </p>
      {plan.purpose !== null && <p className="pre-wrap">{plan.purpose}</p>}
      <p><ProgressText of={plan.progress} /></p>
      <Moves plan={plan} />
      <Teams plan={plan} />
      <Visits plan={plan} />
    </>
  )
}

const MOVES = { draft: ['approve'], approved: ['start', 'end'], under_way: ['end'], ended: [] } as const

function Moves({ plan }: { plan: Plan }) {
  const { may } = useMe()
  const { message, modal } = App.useApp()
  const kept = useKept()
  const [editing, edit] = useState(false)
  const move = useMutation({ mutationFn: (action: 'approve' | 'start' | 'end') => movePlan(plan.id, plan.version, action), onSuccess: kept, onError: (error) => void message.error(messageOf(error)) })
  const ask = (action: 'approve' | 'start' | 'end') => void modal.confirm({ title: t(`plan.${action}`), content: t(`plan.${action}What`), okText: t(`plan.${action}`), cancelText: t('plan.cancel'), onOk: () => move.mutateAsync(action).catch(() => {}) })
  const save = async (values: Values) => kept(await putPlan(plan.id, { ...values, version: plan.version } as Parameters<typeof putPlan>[1]))
  return (
    <div className="card-actions no-print">
      {plan.isOwn && MOVES[plan.state].filter((action) => may(`inspection_plan.${action}`)).map((action, n) => <Button key={action} type={n === 0 ? 'primary' : 'default'} onClick={() => ask(action)}>{t(`plan.${action}`)}</Button>)}
      {plan.isOwn && plan.state === 'draft' && may('inspection_plan.prepare') && <Button onClick={() => edit(true)}>{t('committee.edit')}</Button>}
      {plan.isOwn && plan.state === 'draft' && !may('inspection_plan.approve') && <span className="quiet">{t('plan.waits')}</span>}
      {plan.state !== 'draft' && <ReportButtons path={`/api/inspection-plans/${plan.id}/report`} name={t('plan.reportName')} />}
      {editing && <FieldsDialog title={t('committee.edit')} fields={planFields} initial={plan} onSave={save} onClose={() => edit(false)} />}
    </div>
  )
}

const prepares = (plan: Plan, may: (permission: string) => boolean): boolean => plan.isOwn && plan.state !== 'ended' && may('inspection_plan.prepare')

function Teams({ plan }: { plan: Plan }) {
  const { may } = useMe()
  const kept = useKept()
  const [team, choose] = useState<Plan['teams'][number] | 'new' | null>(null)
  const posts = plan.posts.map(({ id, title }) => ({ value: id, label: title }))
  const fields: Field[] = [{ name: 'name', label: 'plan.teamName', kind: 'text', required: true }, { name: 'leaderPostId', label: 'plan.leader', kind: 'choice', required: true, options: posts }, { name: 'memberPostIds', label: 'plan.members', kind: 'choices', options: posts }]
  const given = team === 'new' || team === null ? null : team
  const save = async (values: Values) => kept(await putTeam(plan.id, given?.id ?? newId(), { ...values, memberPostIds: (values.memberPostIds as string[] | null) ?? [], version: given?.version ?? 0 } as Parameters<typeof putTeam>[2]))
  return (
    <section className="plan-part">
      <div className="section-head"><h2>{t('plan.teams')}</h2>{prepares(plan, may) && <Button size="small" onClick={() => choose('new')}>{t('plan.addTeam')}</Button>}</div>
      {plan.teams.length === 0 && <p className="quiet">{t('plan.noTeams')}</p>}
      <ul>{plan.teams.map((each) => (
        <li key={each.id}><strong>{each.name}</strong> · {t('plan.leader')}: {each.leader?.title ?? t('plan.outOfSight')}{each.members.length > 0 && <> · {each.members.map(({ title }) => title).join('; ')}</>}
          {prepares(plan, may) && <Button type="link" size="small" onClick={() => choose(each)}>{t('committee.edit')}</Button>}</li>
      ))}</ul>
      {team !== null && <FieldsDialog title={t('plan.addTeam')} fields={fields} initial={given ? { name: given.name, leaderPostId: given.leader?.id, memberPostIds: given.members.map(({ id }) => id) } : { name: t('plan.teamNth', { n: plan.teams.length + 1 }) }} onSave={save} onClose={() => choose(null)} />}
    </section>
  )
}

function Visits({ plan }: { plan: Plan }) {
  const { may } = useMe()
  const [adding, add] = useState(false)
  const [dropping, drop] = useState<PlanVisit | null>(null)
  const kept = useKept()
  return (
    <section className="plan-part">
      <div className="section-head"><h2>{t('plan.visits')}</h2>{prepares(plan, may) && <Button size="small" type="primary" ghost onClick={() => add(true)}>{t('plan.addVisit')}</Button>}</div>
      {plan.visits.length === 0 ? <Nothing title="plan.noVisits" /> : <VisitTable plan={plan} onDrop={prepares(plan, may) ? drop : null} />}
      {adding && <VisitDialog plan={plan} onClose={() => add(false)} />}
      {dropping && <FieldsDialog title={t('plan.drop')} note={dropping.placeName} fields={[{ name: 'reason', label: 'plan.dropReason', kind: 'text', required: true }]} onSave={async ({ reason }) => kept(await dropVisit(plan.id, dropping.id, dropping.version, reason as string))} onClose={() => drop(null)} />}
    </section>
  )
}

function VisitTable({ plan, onDrop }: { plan: Plan; onDrop: ((visit: PlanVisit) => void) | null }) {
  return (
    <Table caption={t('plan.visits')} heads={['plan.day', 'plan.place', 'plan.area', 'plan.inspected', 'plan.team', 'plan.visitState']} {...(onDrop && { acts: 'plan.drop' as const })}>
      {plan.visits.map((visit) => (
        <tr key={visit.id} className={visit.droppedReason === null ? '' : 'dropped'}>
          <td data-label={t('plan.day')}><DayText day={visit.plannedOn} /></td>
          <td data-label={t('plan.place')}>{visit.inspectionId === null ? visit.placeName : <Link to={`/kiem-tra/cuoc/${visit.inspectionId}`}>{visit.placeName}</Link>}<span className="quiet"> · {word(`register.inspection.code.placeKind.${visit.placeKind}`)}</span></td>
          <td data-label={t('plan.area')}>{visit.area.name}</td>
          <td data-label={t('plan.inspected')}>{visit.inspected?.name ?? ''}</td>
          <td data-label={t('plan.team')}>{visit.team?.name ?? ''}</td>
          <td data-label={t('plan.visitState')}>{visit.droppedReason !== null ? t('plan.dropped', { reason: visit.droppedReason }) : visit.inspectionState === null ? t('plan.notOpened') : word(`register.inspection.state.${visit.inspectionState}`)}</td>
          {onDrop && <td>{visit.droppedReason === null && [null, 'planned', 'cancelled'].includes(visit.inspectionState) && <Button type="link" size="small" onClick={() => onDrop(visit)}>{t('plan.drop')}</Button>}</td>}
        </tr>
      ))}
    </Table>
  )
}

function VisitDialog({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const kept = useKept()
  const [id] = useState(newId)
  const fields: Field[] = [
    { name: 'placeName', label: 'plan.place', kind: 'text', required: true }, { name: 'placeKind', label: 'plan.placeKind', kind: 'choice', required: true, options: placeKinds.map((value) => ({ value, label: word(`register.inspection.code.placeKind.${value}`) })) },
    { name: 'area', label: 'plan.area', kind: 'area', required: true }, { name: 'inspected', label: 'plan.inspected', kind: 'body' }, { name: 'address', label: 'plan.address', kind: 'text' },
    { name: 'plannedOn', label: 'plan.day', kind: 'day', required: true }, { name: 'teamId', label: 'plan.team', kind: 'choice', options: plan.teams.map((team) => ({ value: team.id, label: team.name })) },
  ]
  const save = async ({ area, inspected, ...values }: Values) =>
    kept(await putVisit(plan.id, id, { ...values, areaId: (area as { id: number }).id, inspectedId: (inspected as BodyRef | null)?.id ?? null, version: 0 } as Parameters<typeof putVisit>[2]))
  const start = plan.periodFrom > todayInVietnam() ? plan.periodFrom : todayInVietnam()
  return <FieldsDialog title={t('plan.addVisit')} fields={fields} initial={{ plannedOn: start, teamId: plan.teams[0]?.id }} onSave={save} onClose={onClose} />
}
