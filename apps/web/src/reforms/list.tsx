import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { Reform, ReformRow } from '@phaodai/office/reform.ts'
import { formatDay } from '@phaodai/vocabulary'
import { newId } from '../api/client.ts'
import { FieldsDialog, type Field, type Values } from '../committees/dialog.tsx'
import { useMe } from '../frame/me.tsx'
import { t, word } from '../text/t.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { listReforms, putReform } from './api.ts'

/** Rearrangements of the apparatus: what is planned, what was carried out. */
export function Reforms() {
  const { may } = useMe()
  const [beginning, setBeginning] = useState(false)
  const reforms = useQuery({ queryKey: ['reforms'], queryFn: listReforms })
  const navigate = useNavigate()
  return (
    <>
      <header className="page-head"><p className="quiet">{t('reform.intro')}</p>{may('reform.plan') && <Button type="primary" onClick={() => setBeginning(true)}>{t('reform.begin')}</Button>}</header>
      <Answer of={reforms}>{({ rows }) => (rows.length === 0 ? <Nothing title="reform.none" /> : <ReformTable rows={rows} />)}</Answer>
      {beginning && <HeadDialog onSaved={(made) => void navigate(`/quan-tri/sap-xep/${made.id}`)} onClose={() => setBeginning(false)} />}
    </>
  )
}

function ReformTable({ rows }: { rows: ReformRow[] }) {
  return (
    <Table caption={t('reform.title')} heads={['reform.name', 'reform.effectiveOn', 'reform.legal', 'reform.state', 'reform.questions']}>
      {rows.map((row) => (
        <tr key={row.id}>
          <td><Link to={`/quan-tri/sap-xep/${row.id}`}>{row.name}</Link></td>
          <td data-label={t('reform.effectiveOn')} className="figures">{formatDay(row.effectiveOn)}</td>
          <td data-label={t('reform.legal')}>{row.legalNumber}, {formatDay(row.legalOn)}</td>
          <td data-label={t('reform.state')}>{word(`reformState.${row.state}`)}</td>
          <td data-label={t('reform.questions')} className="figures">{t('reform.openOf', { open: row.open })}</td>
        </tr>
      ))}
    </Table>
  )
}

const fields: readonly Field[] = [
  { name: 'name', label: 'reform.name', kind: 'text', required: true }, { name: 'effectiveOn', label: 'reform.effectiveOn', kind: 'day', required: true },
  { name: 'legalNumber', label: 'reform.legalNumber', kind: 'text', required: true, help: 'reform.legalNumberHelp' }, { name: 'legalOn', label: 'reform.legalOn', kind: 'day', required: true },
  { name: 'legalIssuer', label: 'reform.legalIssuer', kind: 'text', required: true }, { name: 'area', label: 'reform.area', kind: 'area', help: 'reform.areaHelp' },
]

/** Name, day and legal ground of a rearrangement; its place is chosen once, at the beginning. */
export function HeadDialog({ reform, onSaved, onClose }: { reform?: Reform; onSaved: (saved: Reform) => void; onClose: () => void }) {
  const [id] = useState(() => reform?.id ?? newId())
  const save = async ({ area, ...given }: Values) => onSaved(await putReform(id, {
    ...given, version: reform?.version ?? 0, areaId: reform ? reform.area?.id ?? null : (area as { id: number } | null)?.id ?? null } as Parameters<typeof putReform>[1]))
  return (
    <FieldsDialog title={t(reform ? 'reform.edit' : 'reform.begin')} note={t('reform.beginNote')} fields={reform ? fields.filter(({ name }) => name !== 'area') : fields}
      initial={reform ? { ...reform } : {}} onSave={save} onClose={onClose} />
  )
}
