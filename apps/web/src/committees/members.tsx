import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import { decisionKinds, memberRoles, unitKinds, type Committee, type CommitteeDecision, type CommitteeMember, type CommitteeUnit } from '@phaodai/office/committee.ts'
import type { BodyRef } from '@phaodai/office'
import { newId } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { t } from '../text/t.ts'
import { DayText, todayInVietnam } from '../ui/marks.tsx'
import { Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { putDecision, putMember, putUnit, setPhone } from './api.ts'
import { FieldsDialog, paperFields, type Choice, type Field, type Values } from './dialog.tsx'
import { DutyNowLine } from './duty-now.tsx'
import { Standing } from './standing.tsx'

type Asking = { what: 'decision' } | { what: 'phone' } | { what: 'unit'; row: CommitteeUnit | null } | { what: 'member'; row: CommitteeMember | null }

/** Decisions, units and members of a committee; who keeps its papers can enter them. */
export function Membership({ committee }: { committee: Committee }) {
  const { may } = useMe()
  const [asking, ask] = useState<Asking | null>(null)
  const keeps = committee.keeps && may('committee.manage')
  return (
    <>
      <DutyNowLine bodyId={committee.body.id} />
      {keeps && <p className="row-actions no-print"><Button size="small" onClick={() => ask({ what: 'phone' })}>{t('committee.setPhone')}</Button></p>}
      <Members committee={committee} ask={keeps ? ask : null} />
      <Units committee={committee} ask={keeps ? ask : null} />
      <Decisions decisions={committee.decisions} add={keeps ? () => ask({ what: 'decision' }) : null} />
      {asking && <Ask asking={asking} committee={committee} onClose={() => ask(null)} />}
    </>
  )
}

type Open = ((asking: Asking) => void) | null

function Members({ committee, ask }: { committee: Committee; ask: Open }) {
  const unitName = new Map(committee.units.map(({ id, name }) => [id, name]))
  return (
    <section className="committee-part">
      <div className="section-head"><h2>{t('committee.members')} <span className="figures quiet">{committee.members.length}</span></h2>{ask && <Button size="small" type="primary" ghost onClick={() => ask({ what: 'member', row: null })}>{t('member.add')}</Button>}</div>
      {committee.members.length === 0 ? <Nothing title="member.none" /> : (
        <Table caption={t('committee.members')} heads={['member.role', 'member.name', 'member.concurrentPost', 'member.unit', 'member.since']} {...(ask && { acts: 'committee.acts' as const })}>
          {committee.members.map((row) => (
            <tr key={row.id}>
              <td>{t(`memberRole.${row.role}`)}</td><td data-label={t('member.name')}><strong>{row.fullName}</strong></td><td data-label={t('member.concurrentPost')}>{row.concurrentPost}</td>
              <td data-label={t('member.unit')}>{row.unitId === null ? '' : unitName.get(row.unitId)}</td><td data-label={t('member.since')}><Span from={row.validFrom} to={row.validTo} /></td>
              {ask && <td><Button size="small" onClick={() => ask({ what: 'member', row })}>{t('committee.edit')}<span className="unseen"> {row.fullName}</span></Button></td>}
            </tr>
          ))}
        </Table>
      )}
    </section>
  )
}

/** From a day, to a day when there is one. */
export function Span({ from, to }: { from: string; to: string | null }) {
  return to === null ? <>{t('committee.since')} <DayText day={from} /></> : <><DayText day={from} /> – <DayText day={to} /></>
}

function Units({ committee, ask }: { committee: Committee; ask: Open }) {
  return (
    <section className="committee-part">
      <div className="section-head"><h2>{t('committee.units')}</h2>{ask && <Button size="small" onClick={() => ask({ what: 'unit', row: null })}>{t('unit.add')}</Button>}</div>
      {committee.units.length === 0 && <p className="quiet">{t('unit.none')}</p>}
      <ul className="rows">{committee.units.map((unit) => (
        <li key={unit.id} className="row-item">
          <p><strong>{unit.name}</strong> <span className="quiet">{t(`unitKind.${unit.kind}`)}</span> {unit.agency && <Link to={`/to-chuc/${unit.agency.id}`}>{unit.agency.name}</Link>} <span className="source-line"><Span from={unit.validFrom} to={unit.validTo} />{unit.agency === null && <> · {t('unit.members', { count: committee.members.filter((member) => member.unitId === unit.id).length })}</>}</span></p>
          {ask && <p className="card-actions"><Button size="small" onClick={() => ask({ what: 'unit', row: unit })}>{t('committee.edit')}<span className="unseen"> {unit.name}</span></Button></p>}
        </li>
      ))}</ul>
    </section>
  )
}

function Decisions({ decisions, add }: { decisions: CommitteeDecision[]; add: (() => void) | null }) {
  return (
    <section className="committee-part">
      <div className="section-head"><h2>{t('committee.decisions')}</h2>{add && <Button size="small" onClick={add}>{t('decision.add')}</Button>}</div>
      {decisions.length === 0 ? <p className="quiet">{t('decision.none')}</p> : (
        <Table caption={t('committee.decisions')} heads={['decision.kind', 'committee.number', 'committee.issuedOn', 'committee.issuer', 'committee.validFrom', 'decision.note']}>
          {decisions.toReversed().map((row) => (
            <tr key={row.id}>
              <td><Standing of={{ standing: row.kind, nth: row.nth }} /></td>
              <td data-label={t('committee.number')}>{row.directiveId === null ? row.number : <Link to={`/van-ban/${row.directiveId}`}>{row.number}</Link>}</td>
              <td data-label={t('committee.issuedOn')}><DayText day={row.issuedOn} /></td><td data-label={t('committee.issuer')}>{row.issuer}</td>
              <td data-label={t('committee.validFrom')}><DayText day={row.validFrom} /></td><td data-label={t('decision.note')}>{row.note}</td>
            </tr>
          ))}
        </Table>
      )}
    </section>
  )
}

const asChoices = <T extends string>(values: readonly T[], name: (value: T) => string): Choice[] => values.map((value) => ({ value, label: name(value) }))
const dated: readonly Field[] = [{ name: 'validFrom', label: 'committee.validFrom', kind: 'day', required: true }, { name: 'validTo', label: 'committee.validTo', kind: 'day' }]

function decisionFields(): Field[] {
  return [
    { name: 'kind', label: 'decision.kind', kind: 'choice', required: true, options: asChoices(decisionKinds, (kind) => t(`standing.${kind}`)) },
    { name: 'nth', label: 'decision.nth', kind: 'number', help: 'decision.nthHelp' }, ...paperFields, { name: 'issuer', label: 'committee.issuer', kind: 'text' },
    { name: 'validFrom', label: 'committee.validFrom', kind: 'day', required: true }, { name: 'note', label: 'decision.note', kind: 'long' },
  ]
}

function unitFields(isNew: boolean): Field[] {
  const kind: Field = { name: 'kind', label: 'unit.kind', kind: 'choice', required: true, options: asChoices(unitKinds, (each) => t(`unitKind.${each}`)) }
  return [...(isNew ? [kind] : []), { name: 'name', label: 'unit.name', kind: 'text', required: true }, { name: 'agency', label: 'unit.agency', kind: 'body', help: 'unit.agencyHelp' }, ...dated]
}

function memberFields({ units, posts }: Committee): Field[] {
  return [
    { name: 'fullName', label: 'member.name', kind: 'text', required: true },
    { name: 'role', label: 'member.role', kind: 'choice', required: true, options: asChoices(memberRoles, (role) => t(`memberRole.${role}`)) },
    { name: 'concurrentPost', label: 'member.concurrentPost', kind: 'text' },
    { name: 'unitId', label: 'member.unit', kind: 'choice', options: units.map(({ id, name }) => ({ value: id, label: name })) },
    { name: 'postId', label: 'member.post', kind: 'choice', help: 'member.postHelp', options: posts.map(({ id, title }) => ({ value: id, label: title })) },
    { name: 'position', label: 'member.position', kind: 'number' }, ...dated,
  ]
}

function Ask({ asking, committee, onClose }: { asking: Asking; committee: Committee; onClose: () => void }) {
  const queries = useQueryClient()
  const [fresh] = useState(newId)
  const { id } = committee.body
  const kept = (saved: Committee): void => {
    queries.setQueryData(['committees', id], saved)
    void queries.invalidateQueries({ queryKey: ['committees'] })
  }
  if (asking.what === 'phone') return <FieldsDialog title={t('committee.setPhone')} fields={[{ name: 'officePhone', label: 'duty.phone', kind: 'text' }]} initial={{ officePhone: committee.officePhone }} onClose={onClose}
    onSave={async ({ officePhone }) => { kept(await setPhone(id, committee.phoneVersion, officePhone as string | null)); await queries.invalidateQueries({ queryKey: ['duty-now'] }) }} />
  if (asking.what === 'decision') return <FieldsDialog title={t('decision.add')} fields={decisionFields()} initial={{ validFrom: todayInVietnam() }} onClose={onClose}
    onSave={async (values) => kept(await putDecision(id, values as Parameters<typeof putDecision>[1]))} />
  const start = { validFrom: todayInVietnam() }
  if (asking.what === 'unit') {
    const { row } = asking
    const save = async ({ agency, ...values }: Values) => kept(await putUnit(id, row?.id ?? fresh, { version: row?.version ?? 0, kind: row?.kind, position: row?.position ?? 0, ...values, agencyId: (agency as BodyRef | null)?.id ?? null } as Parameters<typeof putUnit>[2]))
    return <FieldsDialog title={t(row ? 'unit.edit' : 'unit.add')} fields={unitFields(row === null)} initial={row === null ? start : { ...row }} onSave={save} onClose={onClose} />
  }
  const { row } = asking
  const save = async (values: Values) => kept(await putMember(id, row?.id ?? fresh, { version: row?.version ?? 0, ...values, position: (values.position as number | null) ?? 0 } as Parameters<typeof putMember>[2]))
  return <FieldsDialog title={t(row ? 'member.edit' : 'member.add')} fields={memberFields(committee)} initial={row === null ? { ...start, role: 'member' } : { ...row }} onSave={save} onClose={onClose} />
}
