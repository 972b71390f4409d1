import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button } from 'antd'
import { useState } from 'react'
import type { Delegation, DelegationPage as Page, Leave } from '@phaodai/office/delegation.ts'
import { messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { DayText, InstantText, todayInVietnam } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { cancelLeave, enterLeave, getDelegations, listActs, revoke } from './api.ts'
import { FieldsDialog, type Field } from './dialog.tsx'
import { LendDialog } from './lend.tsx'
import { permissionName, permissionNames } from './permission-name.ts'
import { Places } from './places.tsx'
import './committees.css'

/** Ủy quyền và nghỉ: what I lend, what I stand in for, who is away. */
export function DelegationRoom() {
  useTitle('delegation.title')
  const { may } = useMe()
  const [asking, ask] = useState<'lend' | 'leave' | null>(null)
  const page = useQuery({ queryKey: ['delegations'], queryFn: getDelegations })
  return (
    <>
      <Places here="delegation" />
      <header className="page-head"><h1>{t('delegation.title')}</h1>
        <span className="page-tools">
          {may('post_leave.enter') && <Button onClick={() => ask('leave')}>{t('leave.add')}</Button>}
          {may('delegation.give') && <Button type="primary" disabled={!page.data?.posts.length} onClick={() => ask('lend')}>{t('delegation.add')}</Button>}
        </span>
      </header>
      <p className="quiet">{t('delegation.what')}</p>
      <Answer of={page}>{(data) => <Room page={data} />}</Answer>
      {asking === 'lend' && page.data && <LendDialog page={page.data} onClose={() => ask(null)} />}
      {asking === 'leave' && <LeaveDialog onClose={() => ask(null)} />}
    </>
  )
}

function Room({ page }: { page: Page }) {
  const parts = [['delegation.forMe', (row: Delegation) => row.forMe && !row.mine], ['delegation.mine', (row: Delegation) => row.mine], ['delegation.others', (row: Delegation) => !row.mine && !row.forMe]] as const
  return (
    <>
      {parts.map(([head, test]) => {
        const rows = page.delegations.filter(test)
        return rows.length === 0 && head === 'delegation.others' ? null : (
          <section key={head} className="committee-part"><h2>{t(head)}</h2>
            {rows.length === 0 ? <p className="quiet">{t('delegation.none')}</p> : <ul className="rows">{rows.map((row) => <DelegationRow key={row.id} row={row} />)}</ul>}
          </section>
        )
      })}
      <section className="committee-part"><h2>{t('leave.title')}</h2>
        {page.leaves.length === 0 ? <p className="quiet">{t('leave.none')}</p> : <ul className="rows">{page.leaves.map((row) => <LeaveRow key={row.id} row={row} />)}</ul>}
      </section>
    </>
  )
}

function useDone(): (work: Promise<unknown>) => Promise<void> {
  const queries = useQueryClient()
  const { message } = App.useApp()
  return async (work) => {
    await work.catch((error: unknown) => message.error(messageOf(error)))
    await queries.invalidateQueries({ queryKey: ['delegations'] })
  }
}

function DelegationRow({ row }: { row: Delegation }) {
  const { post, switchTo, may } = useMe()
  const done = useDone()
  const [opened, open] = useState(false)
  const holding = row.state === 'holding'
  return (
    <li className="row-item">
      <div>
        <p><strong>{row.fromTitle}</strong> → <strong>{row.toTitle}</strong> <span className={holding ? 'mark state-in_progress' : 'mark quiet'}>{t(`delegationState.${row.state}`)}</span></p>
        <p className="source-line">{t('delegation.paper', { number: row.number })} <DayText day={row.issuedOn} /> · <DayText day={row.validFrom} /> – <DayText day={row.validTo} /></p>
        <p className="source-line">{permissionNames(row.permissions)}</p>
        {opened && <Acts id={row.id} />}
      </div>
      <p className="card-actions">
        {row.forMe && holding && post?.id !== row.id && <Button size="small" type="primary" onClick={() => switchTo(row.id)}>{t('delegation.act')}</Button>}
        {(row.mine || row.forMe) && may('delegation.acts') && <Button size="small" aria-expanded={opened} onClick={() => open(!opened)}>{t('delegation.acts')}</Button>}
        {row.mine && may('delegation.revoke') && (holding || row.state === 'coming') && <Button size="small" onClick={() => void done(revoke(row.id, row.version))}>{t('delegation.revoke')}</Button>}
      </p>
    </li>
  )
}

function Acts({ id }: { id: string }) {
  const acts = useQuery({ queryKey: ['delegations', 'acts', id], queryFn: () => listActs(id) })
  return (
    <Answer of={acts}>{({ acts: rows }) => (rows.length === 0 ? <p className="quiet">{t('delegation.noActs')}</p> : (
      <ul className="plain-list">{rows.map((act, n) => <li key={n}><InstantText at={act.at} /> {act.permission === null ? act.action : permissionName(act.permission)} <code>{act.subject}</code></li>)}</ul>
    ))}</Answer>
  )
}

function LeaveRow({ row }: { row: Leave }) {
  const { may } = useMe()
  const done = useDone()
  const cancel = useMutation({ mutationFn: () => done(cancelLeave(row.id, row.version)) })
  return (
    <li className="row-item"><p><strong>{row.title ?? t('leave.somebody')}</strong> {t(`leaveKind.${row.kind}`)} <DayText day={row.validFrom} /> – <DayText day={row.validTo} /></p>
      {row.mine && may('post_leave.cancel') && <p className="card-actions"><Button size="small" loading={cancel.isPending} onClick={() => cancel.mutate()}>{t('leave.cancel')}</Button></p>}
    </li>
  )
}

function LeaveDialog({ onClose }: { onClose: () => void }) {
  const queries = useQueryClient()
  const fields: Field[] = [
    { name: 'kind', label: 'leave.kind', kind: 'choice', required: true, options: (['annual', 'mission', 'study', 'other'] as const).map((value) => ({ value, label: t(`leaveKind.${value}`) })) },
    { name: 'validFrom', label: 'duty.from', kind: 'day', required: true }, { name: 'validTo', label: 'duty.to', kind: 'day', required: true },
  ]
  return <FieldsDialog title={t('leave.add')} note={t('leave.note')} fields={fields} initial={{ kind: 'annual', validFrom: todayInVietnam() }} onClose={onClose}
    onSave={async (values) => { await enterLeave(values as Parameters<typeof enterLeave>[0]); await queries.invalidateQueries({ queryKey: ['delegations'] }) }} />
}
