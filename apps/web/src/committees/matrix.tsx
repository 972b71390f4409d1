import { DownloadOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Radio } from 'antd'
import { useState } from 'react'
import type { Committee, Matrix, MatrixRow } from '@phaodai/office/committee.ts'
import { download, messageOf, newId } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { FileThumb } from '../ui/file-thumb.tsx'
import { DayText, todayInVietnam } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { getMatrix, listRecords, matrixPath, putCharge } from './api.ts'
import { FieldsDialog, type Field } from './dialog.tsx'
import { SilenceMark } from './silence.tsx'
import { VisitDialog } from './visit-dialog.tsx'

/** Who answers for which area, when he was last there and last reported: longest silence first. */
export function MatrixView({ committee }: { committee: Committee }) {
  const { may } = useMe()
  const { id } = committee.body
  const matrix = useQuery({ queryKey: ['matrix', id], queryFn: () => getMatrix(id) })
  const [crossed, cross] = useState(false)
  const [charging, charge] = useState(false)
  return (
    <section className="committee-part">
      <div className="section-head">
        <h2>{t('matrix.title')}</h2>
        <span className="page-tools no-print">
          <Radio.Group size="small" optionType="button" aria-label={t('matrix.view')} value={crossed} onChange={(event) => cross(event.target.value as boolean)} options={[{ value: false, label: t('matrix.asList') }, { value: true, label: t('matrix.asGrid') }]} />
          <Exports id={id} />
          {committee.keeps && may('committee.manage') && <Button size="small" type="primary" ghost onClick={() => charge(true)}>{t('matrix.charge')}</Button>}
        </span>
      </div>
      <Answer of={matrix}>{(data) => <Filled matrix={data} crossed={crossed} committee={committee} />}</Answer>
      {charging && <ChargeDialog committee={committee} onClose={() => charge(false)} />}
    </section>
  )
}

function Exports({ id }: { id: number }) {
  const { message } = App.useApp()
  const fetchFile = (format: 'csv' | 'xlsx') => void download(matrixPath(id, format), `${t('matrix.fileName')}-${todayInVietnam()}.${format}`).catch((error: unknown) => message.error(messageOf(error)))
  return <>{(['xlsx', 'csv'] as const).map((format) => <Button key={format} size="small" icon={<DownloadOutlined />} onClick={() => fetchFile(format)}>{format.toUpperCase()}<span className="unseen"> {t('matrix.title')}</span></Button>)}</>
}

function Filled({ matrix, crossed, committee }: { matrix: Matrix; crossed: boolean; committee: Committee }) {
  const silent = matrix.rows.filter((row) => row.silent).length
  if (matrix.rows.length === 0) return <Nothing title="matrix.none" />
  return (
    <>
      <p>{silent === 0 ? t('matrix.noneSilent', { days: matrix.silentAfter }) : t('matrix.someSilent', { count: silent, all: matrix.rows.length, days: matrix.silentAfter })}</p>
      {crossed ? <Grid rows={matrix.rows} /> : <List rows={matrix.rows} committee={committee} />}
    </>
  )
}

function List({ rows, committee }: { rows: MatrixRow[]; committee: Committee }) {
  const { may } = useMe()
  const [visiting, visit] = useState<MatrixRow | null>(null)
  const [opened, open] = useState<string | null>(null)
  const enters = committee.isOwn && may('area_record.enter')
  return (
    <>
      <Table caption={t('matrix.title')} heads={['matrix.silence', 'matrix.member', 'matrix.area', 'matrix.lastVisit', 'matrix.lastReport', 'matrix.finding']} acts="committee.acts">
        {rows.map((row) => (
          <tr key={row.chargeId}>
            <td><SilenceMark row={row} /></td>
            <td data-label={t('matrix.member')}><strong>{row.memberName}</strong><span className="source-line">{row.concurrentPost ?? t(`memberRole.${row.memberRole}`)}</span></td>
            <td data-label={t('matrix.area')}>{row.area.name}</td><td data-label={t('matrix.lastVisit')}><DayText day={row.lastVisit} /></td><td data-label={t('matrix.lastReport')}><DayText day={row.lastReport} /></td>
            <td data-label={t('matrix.finding')}>{row.lastFinding}{opened === row.chargeId && <Records chargeId={row.chargeId} />}</td>
            <td><span className="row-actions">
              <Button size="small" aria-expanded={opened === row.chargeId} onClick={() => open(opened === row.chargeId ? null : row.chargeId)}>{t('visit.all')}<span className="unseen"> {row.memberName}, {row.area.name}</span></Button>
              {enters && <Button size="small" onClick={() => visit(row)}>{t('visit.add')}<span className="unseen"> {row.memberName}, {row.area.name}</span></Button>}
            </span></td>
          </tr>
        ))}
      </Table>
      {visiting && <VisitDialog row={visiting} onClose={() => visit(null)} />}
    </>
  )
}

/** Visits and reports of one row, newest first. */
function Records({ chargeId }: { chargeId: string }) {
  const records = useQuery({ queryKey: ['matrix', 'records', chargeId], queryFn: () => listRecords(chargeId) })
  return (
    <Answer of={records}>{({ records: rows }) => (rows.length === 0 ? <p className="quiet">{t('visit.none')}</p> : (
      <ul className="rows">{rows.map((row) => (
        <li key={row.id}><DayText day={row.day} /> <span className="quiet">{t(`areaRecord.${row.kind}`)}</span> {row.place !== null && <>{row.place}: </>}{row.finding}{row.files.map((file) => <FileThumb key={file.id} file={file} />)}</li>
      ))}</ul>
    ))}</Answer>
  )
}

/** Members down, areas across; a cell says for how many days nobody was there or reported. */
function Grid({ rows }: { rows: MatrixRow[] }) {
  const members = [...new Map(rows.map((row) => [row.memberId, row.memberName]))]
  const areas = [...new Map(rows.map((row) => [row.area.id, row.area.name]))].sort(([, a], [, b]) => a.localeCompare(b, 'vi'))
  const cell = new Map(rows.map((row) => [`${row.memberId}/${row.area.id}`, row]))
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard
    <div className="matrix-grid" tabIndex={0} role="region" aria-label={t('matrix.asGrid')}>
      <table>
        <caption className="unseen">{t('matrix.title')}</caption>
        <thead><tr><th scope="col">{t('matrix.member')}</th>{areas.map(([id, name]) => <th key={id} scope="col"><span>{name}</span></th>)}</tr></thead>
        <tbody>{members.map(([memberId, name]) => (
          <tr key={memberId}><th scope="row">{name}</th>{areas.map(([areaId]) => {
            const row = cell.get(`${memberId}/${areaId}`)
            return <td key={areaId}>{row && <SilenceMark row={row} short />}</td>
          })}</tr>
        ))}</tbody>
      </table>
    </div>
  )
}

const chargeFields = (committee: Committee): Field[] => [
  { name: 'memberId', label: 'matrix.member', kind: 'choice', required: true, options: committee.members.map(({ id, fullName }) => ({ value: id, label: fullName })) },
  { name: 'area', label: 'matrix.area', kind: 'area', required: true }, { name: 'validFrom', label: 'committee.validFrom', kind: 'day', required: true }, { name: 'validTo', label: 'committee.validTo', kind: 'day' },
]

function ChargeDialog({ committee, onClose }: { committee: Committee; onClose: () => void }) {
  const queries = useQueryClient()
  const [fresh] = useState(newId)
  if (committee.members.length === 0) return <FieldsDialog title={t('matrix.charge')} note={t('member.none')} fields={[]} onSave={async () => {}} onClose={onClose} />
  return <FieldsDialog title={t('matrix.charge')} fields={chargeFields(committee)} initial={{ validFrom: todayInVietnam() }} onClose={onClose} onSave={async ({ area, ...values }) => {
    await putCharge(committee.body.id, fresh, { version: 0, ...values, areaId: (area as { id: number }).id } as Parameters<typeof putCharge>[2])
    await queries.invalidateQueries({ queryKey: ['matrix'] })
    await queries.invalidateQueries({ queryKey: ['committees'] })
  }} />
}
