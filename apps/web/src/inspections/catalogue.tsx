import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import type { Checklist } from '@phaodai/office/inspection.ts'
import type { RepeatRule, Sanction } from '@phaodai/office/penalty.ts'
import { FieldsDialog, type Field, type Values } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { formatNumber, t, word } from '../text/t.ts'
import { DayText } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { listChecklists, listSanctions, putSanction } from './api.ts'
import { Places } from './places.tsx'

/** Dated facts that inspections rest on: sanctions with their ranges, when a penalty no longer counts, and checklists. */
export function CataloguePage() {
  useTitle('inspection.catalogue')
  const sanctions = useQuery({ queryKey: ['sanctions'], queryFn: listSanctions })
  const checklists = useQuery({ queryKey: ['inspections', 'checklists'], queryFn: listChecklists })
  return (
    <>
      <Places />
      <h1>{t('inspection.catalogue')}</h1>
      <h2>{t('catalogue.sanctions')}</h2>
      <Answer of={sanctions}>{({ rows, rules }) => <><Sanctions rows={rows} /><Rules rows={rules} /></>}</Answer>
      <h2>{t('catalogue.checklists')}</h2>
      <Answer of={checklists}>{({ rows }) => <>{rows.map((row) => <ChecklistShown key={row.id} row={row} />)}</>}</Answer>
    </>
  )
}

function Sanctions({ rows }: { rows: Sanction[] }) {
  const { may } = useMe()
  const [chosen, choose] = useState<Sanction | 'new' | null>(null)
  return (
    <>
      {may('sanction.manage') && <p><Button onClick={() => choose('new')}>{t('catalogue.add')}</Button></p>}
      <Table caption={t('catalogue.sanctions')} heads={['violation.behaviour', 'catalogue.rule', 'catalogue.range', 'catalogue.factor', 'catalogue.inForce', 'catalogue.confidence']} {...(may('sanction.manage') && { acts: 'committee.edit' as const })}>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>{row.behaviour}</td>
            <td data-label={t('catalogue.rule')}>{row.clause} {row.decree}</td>
            <td data-label={t('catalogue.range')} className="figures">{formatNumber(row.fineMin)} – {formatNumber(row.fineMax)}</td>
            <td data-label={t('catalogue.factor')} className="figures">×{formatNumber(row.organisationFactor)}</td>
            <td data-label={t('catalogue.inForce')}><DayText day={row.validFrom} /> – {row.validTo === null ? t('catalogue.open') : <DayText day={row.validTo} />}</td>
            <td data-label={t('catalogue.confidence')}><span className="mark">{t(`confidence.${row.confidence}`)}</span> <span className="source-line">{row.source}</span></td>
            {may('sanction.manage') && <td><Button type="link" size="small" onClick={() => choose(row)}>{t('committee.edit')}</Button></td>}
          </tr>
        ))}
      </Table>
      {chosen !== null && <SanctionDialog rows={rows} row={chosen === 'new' ? null : chosen} onClose={() => choose(null)} />}
    </>
  )
}

function SanctionDialog({ rows, row, onClose }: { rows: Sanction[]; row: Sanction | null; onClose: () => void }) {
  const queries = useQueryClient()
  const behaviours = [...new Map(rows.map((each) => [each.behaviourId, each.behaviour]))].map(([value, label]) => ({ value, label }))
  const fields: Field[] = [
    ...(row === null ? [{ name: 'behaviourId', label: 'violation.behaviour', kind: 'choice', required: true, options: behaviours } as const] : []),
    { name: 'decree', label: 'catalogue.decree', kind: 'text', required: true }, { name: 'clause', label: 'catalogue.clause', kind: 'text', required: true }, { name: 'fineMin', label: 'catalogue.min', kind: 'text', required: true },
    { name: 'fineMax', label: 'catalogue.max', kind: 'text', required: true }, { name: 'organisationFactor', label: 'catalogue.factor', kind: 'number', required: true }, { name: 'validFrom', label: 'catalogue.from', kind: 'day', required: true },
    { name: 'validTo', label: 'catalogue.to', kind: 'day' }, { name: 'source', label: 'catalogue.source', kind: 'long', required: true },
    { name: 'confidence', label: 'catalogue.confidence', kind: 'choice', required: true, options: (['high', 'medium', 'low'] as const).map((value) => ({ value, label: t(`confidence.${value}`) })) },
  ]
  const save = async (values: Values) => {
    const sum = (name: string): number => Number(String(values[name]).replace(/[^0-9]/g, ''))
    await putSanction(row?.id ?? null, { ...values, behaviourId: row?.behaviourId ?? values.behaviourId, fineMin: sum('fineMin'), fineMax: sum('fineMax'), version: row?.version ?? 0 } as Parameters<typeof putSanction>[1])
    await queries.invalidateQueries({ queryKey: ['sanctions'] })
  }
  return <FieldsDialog title={row?.behaviour ?? t('catalogue.add')} fields={fields} initial={row ?? { organisationFactor: 2, confidence: 'medium' }} onSave={save} onClose={onClose} />
}

function Rules({ rows }: { rows: RepeatRule[] }) {
  return (
    <section>
      <h3>{t('catalogue.repeat')}</h3>
      <ul>{rows.map((row) => <li key={`${row.form}${row.validFrom}`}>{t('catalogue.repeatRow', { form: t(`penaltyForm.${row.form}`), months: row.months, lapse: row.lapseMonths })} <span className="mark">{t(`confidence.${row.confidence}`)}</span> <span className="source-line">{row.source}</span></li>)}</ul>
    </section>
  )
}

function ChecklistShown({ row }: { row: Checklist }) {
  return (
    <details className="checklist-shown">
      <summary>{row.name} · {word(`register.inspection.code.placeKind.${row.placeKind}`)} · {t('catalogue.from')} <DayText day={row.validFrom} /></summary>
      <p className="source-line">{row.source} · {t(`confidence.${row.confidence}`)}</p>
      <ol>{row.questions.map(({ point, question }) => <li key={point}>{question}</li>)}</ol>
    </details>
  )
}
