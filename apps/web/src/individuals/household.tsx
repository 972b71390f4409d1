import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, Button, Modal } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { Membership } from '@phaodai/office'
import { household, writtenFields } from '@phaodai/registers'
import { formatDay } from '@phaodai/vocabulary'
import { messageOf } from '../api/client.ts'
import { endMembership, listMembers } from '../cases/api.ts'
import { Rooms } from '../cases/rooms.tsx'
import '../cases/cases.css'
import { useMe } from '../frame/me.tsx'
import { fetchRecord } from '../kit/api.ts'
import { fieldWord, stateWord, valueText } from '../kit/words.ts'
import '../kit/kit.css'
import { t, word } from '../text/t.ts'
import { DayField } from '../ui/day-field.tsx'
import { todayInVietnam } from '../ui/marks.tsx'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'

/** Hộ gia đình: its record, who belongs to it and who did. */
export function HouseholdPage() {
  useTitle('household.title')
  const { id = '' } = useParams()
  const { may } = useMe()
  const reveal = may('household.reveal')
  const found = useQuery({ queryKey: ['registers', 'household', id], queryFn: () => fetchRecord('household', id, reveal) })
  const members = useQuery({ queryKey: ['individuals', 'household', id], queryFn: () => listMembers(id, may('individual.reveal')) })
  return (
    <>
      <Rooms here="people" />
      <Answer of={found}>{({ row, names }) => (
        <article>
          <header className="page-head"><h1>{t('household.title')} {String(row.code ?? '')}</h1><Link to={`/so-theo-doi/household/${id}`}><Button>{t('people.open')}</Button></Link></header>
          <dl className="kit-values">{Object.keys(writtenFields(household)).filter((name) => (row[name] ?? null) !== null && name !== 'code').map((name) => <div key={name}><dt>{fieldWord(household, name)}</dt><dd>{valueText(household, name, row[name], names)}</dd></div>)}
            <div><dt>{fieldWord(household, 'state')}</dt><dd>{stateWord(household, row.state)}</dd></div></dl>
        </article>
      )}</Answer>
      <h2>{t('household.members')}</h2>
      <Answer of={members}>{({ members: rows }) => (rows.length === 0 ? <Nothing title="household.none" /> : <Members rows={rows} />)}</Answer>
      <p className="quiet">{t('household.addWhere')}</p>
    </>
  )
}

function Members({ rows }: { rows: Membership[] }) {
  const { may } = useMe()
  const [ending, setEnding] = useState<Membership | null>(null)
  return (
    <>
      <Table caption={t('household.members')} heads={['household.member', 'household.relation', 'household.from', 'household.to']} {...(may('household.update') && { acts: 'household.acts' })}>
        {rows.map((each) => (
          <tr key={each.id}>
            <td><Link to={`/nguoi-dan/${each.individualId}`}>{each.member}</Link></td>
            <td data-label={t('household.relation')}>{word(`people.relation.${each.relation}`)}</td>
            <td data-label={t('household.from')} className="figures">{formatDay(each.fromOn)}</td>
            <td data-label={t('household.to')} className="figures">{each.toOn === null ? '–' : formatDay(each.toOn)}</td>
            {may('household.update') && <td>{each.toOn === null && <Button size="small" onClick={() => setEnding(each)}>{t('household.end')}</Button>}</td>}
          </tr>
        ))}
      </Table>
      {ending !== null && <EndDialog of={ending} onClose={() => setEnding(null)} />}
    </>
  )
}

function EndDialog({ of, onClose }: { of: Membership; onClose: () => void }) {
  const queries = useQueryClient()
  const [day, setDay] = useState(todayInVietnam)
  const [refused, setRefused] = useState<string | null>(null)
  const save = async () => {
    try {
      await endMembership(of.id, of.version, day)
      await queries.invalidateQueries({ queryKey: ['individuals'] })
      onClose()
    } catch (error) {
      setRefused(messageOf(error))
    }
  }
  return (
    <Modal open title={t('household.endTitle', { member: of.member })} okText={t('household.end')} cancelText={t('people.cancel')} onCancel={onClose} onOk={() => void save()}>
      {refused !== null && <Alert role="alert" type="error" showIcon title={refused} />}
      <p>{t('household.endNote')}</p>
      <DayField needed label={t('household.to')} value={day} onChange={(chosen) => setDay(chosen ?? todayInVietnam())} />
    </Modal>
  )
}
