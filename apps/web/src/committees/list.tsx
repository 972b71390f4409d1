import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link, useNavigate } from 'react-router'
import type { CommitteeRow } from '@phaodai/office/committee.ts'
import { newId } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t, word } from '../text/t.ts'
import { todayInVietnam } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { foundCommittee, listCommittees } from './api.ts'
import { FieldsDialog, paperFields, type Field, type Values } from './dialog.tsx'
import { Places } from './places.tsx'
import { Standing } from './standing.tsx'
import './committees.css'

/** Ban Chỉ đạo within reach: how each stands, and where nobody has been for too long. */
export function CommitteeListPage() {
  useTitle('committee.title')
  const { may } = useMe()
  const [founding, setFounding] = useState(false)
  const committees = useQuery({ queryKey: ['committees'], queryFn: listCommittees })
  return (
    <>
      <Places here="committees" />
      <header className="page-head">
        <h1>{t('committee.title')}</h1>
        {may('committee.manage') && <Button type="primary" onClick={() => setFounding(true)}>{t('committee.found')}</Button>}
      </header>
      <Answer of={committees}>{({ rows }) => (rows.length === 0 ? <Nothing title="committee.none" /> : <CommitteeTable rows={rows} />)}</Answer>
      {founding && <FoundDialog onClose={() => setFounding(false)} />}
    </>
  )
}

function CommitteeTable({ rows }: { rows: CommitteeRow[] }) {
  return (
    <Table caption={t('committee.title')} heads={['committee.name', 'committee.level', 'committee.standing', 'committee.members', 'committee.regulation', 'committee.silent']}>
      {rows.map((row) => (
        <tr key={row.body.id}>
          <td><Link to={`/to-chuc/ban-chi-dao/${row.body.id}`}>{row.body.name}</Link></td>
          <td data-label={t('committee.level')}>{word(`level.${row.level}`)}</td>
          <td data-label={t('committee.standing')}><Standing of={row} /></td>
          <td data-label={t('committee.members')} className="figures">{row.members}</td>
          <td data-label={t('committee.regulation')}>{row.regulation ?? <span className="quiet">{t('committee.noRegulation')}</span>}</td>
          <td data-label={t('committee.silent')} className="figures"><Link to={`/to-chuc/ban-chi-dao/${row.body.id}/dia-ban`}>{t('committee.silentOf', { silent: row.silent, all: row.charges })}</Link></td>
        </tr>
      ))}
    </Table>
  )
}

const fields: readonly Field[] = [
  { name: 'name', label: 'committee.fullName', kind: 'text', required: true }, { name: 'shortName', label: 'committee.shortName', kind: 'text', required: true },
  ...paperFields, { name: 'issuer', label: 'committee.issuer', kind: 'text' }, { name: 'validFrom', label: 'committee.validFrom', kind: 'day', required: true },
]

function FoundDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [decisionId] = useState(newId)
  const save = async ({ name, shortName, ...decision }: Values) => {
    const made = await foundCommittee({ name, shortName, decisionId, decision: { ...decision, kind: 'set-up' } } as Parameters<typeof foundCommittee>[0])
    await queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' })
    void navigate(`/to-chuc/ban-chi-dao/${made.body.id}`)
  }
  return <FieldsDialog title={t('committee.found')} note={t('committee.foundNote')} fields={fields} initial={{ validFrom: todayInVietnam() }} onSave={save} onClose={onClose} />
}
