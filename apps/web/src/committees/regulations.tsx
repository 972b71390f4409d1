import { useMutation, useQueryClient } from '@tanstack/react-query'
import { App, Button, Upload } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { Committee, Regulation } from '@phaodai/office/committee.ts'
import { messageOf, newId } from '../api/client.ts'
import { storeFile } from '../api/office.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { FileThumb } from '../ui/file-thumb.tsx'
import { DayText, todayInVietnam } from '../ui/marks.tsx'
import { Nothing } from '../ui/states.tsx'
import { expireRegulation, issueRegulation, putRegulation } from './api.ts'
import { FieldsDialog, paperFields, type Field, type Values } from './dialog.tsx'
import { Span } from './members.tsx'

/** Versions of the working regulation: draft, issued, amended, expired; those in force today first. */
export function Regulations({ committee }: { committee: Committee }) {
  const { may } = useMe()
  const [drafting, draft] = useState<Regulation | 'new' | null>(null)
  const [ending, end] = useState<Regulation | null>(null)
  const keeps = committee.keeps && may('committee.manage')
  const rows = committee.regulations.toSorted((a, b) => Number(b.inForce) - Number(a.inForce))
  return (
    <section className="committee-part">
      <div className="section-head"><h2>{t('regulation.title')}</h2>{keeps && <Button size="small" type="primary" ghost onClick={() => draft('new')}>{t('regulation.add')}</Button>}</div>
      {rows.length === 0 && <Nothing title="regulation.none" />}
      <ul className="rows">{rows.map((row) => <RegulationRow key={row.id} row={row} committee={committee} onEdit={() => draft(row)} onEnd={() => end(row)} />)}</ul>
      {drafting && <DraftDialog committee={committee} row={drafting === 'new' ? null : drafting} onClose={() => draft(null)} />}
      {ending && <EndDialog committee={committee} row={ending} onClose={() => end(null)} />}
    </section>
  )
}

function useKept(committee: Committee): (saved: Committee) => void {
  const queries = useQueryClient()
  return (saved) => {
    queries.setQueryData(['committees', committee.body.id], saved)
    void queries.invalidateQueries({ queryKey: ['committees'] })
  }
}

type RowProps = { row: Regulation; committee: Committee; onEdit: () => void; onEnd: () => void }

function RegulationRow({ row, committee, onEdit, onEnd }: RowProps) {
  const changed = committee.regulations.find(({ id }) => id === row.changesId)
  return (
    <li className="row-item">
      <div>
        <p><strong>{row.title}</strong> <span className="mark">{row.inForce && row.state === 'issued' ? t('regulation.inForce') : t(`regulationState.${row.state}`)}</span></p>
        <p className="source-line">
          {row.number !== null && <>{row.directiveId === null ? row.number : <Link to={`/van-ban/${row.directiveId}`}>{row.number}</Link>} · <DayText day={row.issuedOn} /> · </>}
          {row.validFrom === null ? t('regulation.noDay') : <>{t('regulation.from')} <Span from={row.validFrom} to={row.validTo} /></>}
          {changed && row.change && <> · {t(`regulationChange.${row.change}`, { title: changed.title })}</>}
        </p>
        {row.files.map((file) => <FileThumb key={file.id} file={file} />)}
      </div>
      {committee.keeps && <RowActions row={row} committee={committee} onEdit={onEdit} onEnd={onEnd} />}
    </li>
  )
}

/** What the acting post may do: of a post that was lent, what was lent. */
function RowActions({ row, committee, onEdit, onEnd }: RowProps) {
  const { may } = useMe()
  const { message } = App.useApp()
  const kept = useKept(committee)
  const issue = useMutation({ mutationFn: () => issueRegulation(committee.body.id, row.id, row.version), onSuccess: kept, onError: (error) => void message.error(messageOf(error)) })
  const draft = row.state === 'draft'
  return (
    <p className="card-actions">
      {draft && may('committee.manage') && <Button size="small" onClick={onEdit}>{t('committee.edit')}</Button>}
      {draft && may('regulation.issue') && <Button size="small" type="primary" ghost loading={issue.isPending} onClick={() => issue.mutate()}>{t('regulation.issue')}</Button>}
      {!draft && row.state !== 'expired' && may('regulation.expire') && <Button size="small" onClick={onEnd}>{t('regulation.expire')}</Button>}
    </p>
  )
}

function draftFields({ regulations }: Committee, own: string | null): Field[] {
  const others = regulations.filter(({ id, state }) => id !== own && (state === 'issued' || state === 'amended'))
  return [
    { name: 'title', label: 'regulation.name', kind: 'text', required: true }, ...paperFields, { name: 'validFrom', label: 'committee.validFrom', kind: 'day' },
    ...(others.length === 0 ? [] : [
      { name: 'change', label: 'regulation.change', kind: 'choice', options: (['amends', 'replaces'] as const).map((value) => ({ value, label: t(`regulationDoes.${value}`) })) } satisfies Field,
      { name: 'changesId', label: 'regulation.changes', kind: 'choice', options: others.map(({ id, title, number }) => ({ value: id, label: `${title} (${number ?? ''})` })) } satisfies Field]),
  ]
}

function DraftDialog({ committee, row, onClose }: { committee: Committee; row: Regulation | null; onClose: () => void }) {
  const kept = useKept(committee)
  const [fresh] = useState(newId)
  const [file, setFile] = useState<File | null>(null)
  const save = async (values: Values) => {
    const fileIds = file === null ? [] : [(await storeFile(file)).id]
    kept(await putRegulation(committee.body.id, row?.id ?? fresh, { changesId: null, change: null, ...values, version: row?.version ?? 0, fileIds } as Parameters<typeof putRegulation>[2]))
  }
  return (
    <FieldsDialog title={t(row ? 'regulation.edit' : 'regulation.add')} fields={draftFields(committee, row?.id ?? null)} initial={row ? { ...row } : { title: t('regulation.defaultName'), validFrom: todayInVietnam() }} onSave={save} onClose={onClose}
      below={<Upload maxCount={1} beforeUpload={(chosen) => { setFile(chosen); return false }} onRemove={() => setFile(null)}><Button size="small">{t('regulation.file')}</Button></Upload>} />
  )
}

function EndDialog({ committee, row, onClose }: { committee: Committee; row: Regulation; onClose: () => void }) {
  const kept = useKept(committee)
  return <FieldsDialog title={t('regulation.expire')} note={row.title} fields={[{ name: 'validTo', label: 'committee.validTo', kind: 'day', required: true }]} initial={{ validTo: todayInVietnam() }} onClose={onClose}
    onSave={async ({ validTo }) => kept(await expireRegulation(committee.body.id, row.id, row.version, validTo as string))} />
}
