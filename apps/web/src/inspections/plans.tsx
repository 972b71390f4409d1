import { useQuery, useQueryClient } from '@tanstack/react-query'
import { addDays } from '@phaodai/vocabulary'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { PlanRow } from '@phaodai/office/inspection.ts'
import { newId } from '../api/client.ts'
import { FieldsDialog, type Field, type Values } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { DayText, todayInVietnam } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { listPlans, putPlan } from './api.ts'
import { Places } from './places.tsx'
import { ProgressText } from './progress.tsx'

/** Plans of inspections within reach, and how far each is. */
export function PlansPage() {
  useTitle('inspection.plans')
  const { may } = useMe()
  const [adding, add] = useState(false)
  const plans = useQuery({ queryKey: ['inspection-plans'], queryFn: listPlans })
  return (
    <>
      <Places />
      <header className="page-head"><h1>{t('inspection.plans')}</h1>{may('inspection_plan.prepare') && <Button type="primary" onClick={() => add(true)}>{t('plan.add')}</Button>}</header>
      <Answer of={plans}>{({ rows }) => (rows.length === 0 ? <Nothing title="plan.none" /> : <PlanTable rows={rows} />)}</Answer>
      {adding && <NewPlan onClose={() => add(false)} />}
    </>
  )
}

function PlanTable({ rows }: { rows: PlanRow[] }) {
  return (
    <Table caption={t('inspection.plans')} heads={['plan.name', 'plan.body', 'plan.period', 'plan.state', 'plan.progress']}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td><Link to={`/kiem-tra/ke-hoach/${row.id}`}>{row.title}</Link></td>
          <td data-label={t('plan.body')}>{row.body.name}</td>
          <td data-label={t('plan.period')}><DayText day={row.periodFrom} /> – <DayText day={row.periodTo} /></td>
          <td data-label={t('plan.state')}>{t(`planState.${row.state}`)}</td>
          <td data-label={t('plan.progress')}><ProgressText of={row.progress} /></td>
        </tr>
      ))}
    </Table>
  )
}

/** The fields of a plan's head. */
export const planFields: readonly Field[] = [
  { name: 'title', label: 'plan.name', kind: 'text', required: true }, { name: 'purpose', label: 'plan.purpose', kind: 'long' }, { name: 'periodFrom', label: 'plan.from', kind: 'day', required: true },
  { name: 'periodTo', label: 'plan.to', kind: 'day', required: true }, { name: 'directiveId', label: 'plan.basis', kind: 'directive', help: 'plan.basisHelp' }, { name: 'number', label: 'committee.number', kind: 'text' },
  { name: 'issuedOn', label: 'committee.issuedOn', kind: 'day' },
]

function NewPlan({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [id] = useState(newId)
  const save = async (values: Values) => {
    await putPlan(id, { ...values, version: 0 } as Parameters<typeof putPlan>[1])
    await queries.invalidateQueries({ queryKey: ['inspection-plans'] })
    void navigate(`/kiem-tra/ke-hoach/${id}`)
  }
  return <FieldsDialog title={t('plan.add')} fields={planFields} initial={{ periodFrom: todayInVietnam(), periodTo: addDays(todayInVietnam(), 30) }} onSave={save} onClose={onClose} />
}
