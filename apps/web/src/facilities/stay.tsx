import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button } from 'antd'
import { Link, useParams } from 'react-router'
import { stayPapersAt, type StayPaper, type StayView } from '@phaodai/office'
import { specimen, stay } from '@phaodai/registers'
import { formatDate } from '@phaodai/vocabulary'
import { download, messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { codeWord, fieldWord, stateWord } from '../kit/words.ts'
import { t, type Key } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { discharge, getStay, receive, STAYS } from './api.ts'
import { Chart } from './chart.tsx'
import { MoveBed } from './move-bed.tsx'
import { FacilityRooms } from './rooms.tsx'
import { Transfer } from './transfer.tsx'
import { Dates, placeOf, tierWord, Warned, whoOf } from './words.tsx'

/** Somebody's stay: where he lies, his chart, what may be done next and its paper. */
export function StayPage() {
  useTitle('facilities.people')
  const { id } = useParams()
  const { may } = useMe()
  const found = useQuery({ queryKey: [...STAYS, 'one', id], queryFn: () => getStay(id!, may('stay.reveal')) })
  return (
    <>
      <FacilityRooms here="people" />
      <Answer of={found}>{(view) => <View key={view.stay.id} view={view} />}</Answer>
    </>
  )
}

function View({ view }: { view: StayView }) {
  const { may } = useMe()
  const { stay: line } = view
  const lies = line.state === 'staying' && view.here
  return (
    <>
      <header className="page-head"><h1>{whoOf(line)}</h1><Papers view={view} /></header>
      <p>{stateWord(stay, line.state)} · {codeWord(stay, 'purpose', line.purpose)} · {line.code} <Warned at={line.warnedAt} /></p>
      <Facts view={view} />
      {line.enteredAt !== null && <Chart view={view} enter={lies && may('stay_chart.enter')} />}
      {lies && may('stay.transfer') && <Transfer view={view} />}
      {lies && may('stay.transfer') && <MoveBed view={view} />}
      {line.state === 'staying' && <Leaving view={view} />}
      {line.state === 'discharged' && view.home && may('stay.receive') && <Receiving id={line.id} />}
      <Transfers view={view} />
      <Tests view={view} />
    </>
  )
}

function Papers({ view: { stay: line, transfers } }: { view: StayView }) {
  const { may } = useMe()
  const { message } = App.useApp()
  if (!may('stay.export') || !may('stay.reveal')) return null
  const save = (paper: StayPaper, format: 'docx' | 'pdf') => void download(`/api/stays/${line.id}/papers/${paper}.${format}`, `${t(`facilities.paper.file.${paper}`)}-${line.code}.${format}`).catch((error: unknown) => message.error(messageOf(error)))
  return <span className="fac-tools no-print">{stayPapersAt(line.state, transfers.length > 0).flatMap((paper) => (['docx', 'pdf'] as const).map((format) => <Button key={`${paper}.${format}`} size="small" onClick={() => save(paper, format)}>{t('facilities.print.label', { paper: t(`facilities.print.${paper}`), format: format === 'docx' ? 'Word' : 'PDF' })}</Button>))}</span>
}

function Facts({ view }: { view: StayView }) {
  const { stay: line } = view
  const facts = [
    [fieldWord(stay, 'sex'), line.sex === null ? null : codeWord(stay, 'sex', line.sex)], [fieldWord(stay, 'birthYear'), line.birthYear], [fieldWord(stay, 'phone'), view.phone], [fieldWord(stay, 'address'), view.address], [t('facilities.column.home'), line.area],
    [t('facilities.column.place'), line.facilityId === null ? null : <Link key="place" to={`/co-so/${line.facilityId}`}>{placeOf(line)}</Link>], [fieldWord(stay, 'diseaseCode'), line.disease], [fieldWord(stay, 'riskClass'), line.riskClass === null ? null : codeWord(stay, 'riskClass', line.riskClass)],
    [fieldWord(stay, 'tier'), line.tier === null ? null : tierWord(line.tier)], [fieldWord(stay, 'oxygen'), line.oxygen ? t('facilities.yes') : null], [fieldWord(stay, 'exempt'), view.exempt ? t('facilities.yes') : null],
    [fieldWord(stay, 'exposedOn'), line.exposedOn === null ? null : formatDate(line.exposedOn)], [t('facilities.column.dates'), <Dates key="dates" of={line} />], [fieldWord(stay, 'receivedAt'), line.receivedAt === null ? null : <InstantText key="received" at={line.receivedAt} />], [fieldWord(stay, 'note'), view.note],
  ] as const
  return <dl className="fac-facts">{facts.filter(([, value]) => value !== null && value !== '').map(([name, value]) => <div key={name} style={{ display: 'contents' }}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}

/** Whether he may go, by which rule, and the act. */
function Leaving({ view: { stay: line, rule, against, here } }: { view: StayView }) {
  const { may } = useMe()
  const { act, busy, refused } = useActing()
  return (
    <section className="fac-section" aria-label={t('facilities.discharge')}>
      <h2>{t('facilities.discharge')}</h2>
      <p>{rule === null ? t('facilities.discharge.noRule') : against ?? t('facilities.discharge.may')}</p>
      {rule !== null && <p className="quiet">{t('facilities.discharge.rule', { days: rule.minDays, negatives: rule.negatives, ct: rule.ctAtLeast === null ? '' : t('facilities.discharge.ct', { ct: rule.ctAtLeast }), source: rule.source })}. {t(`facilities.confidence.${rule.confidence}` as Key)}</p>}
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      {here && may('stay.discharge') && <p className="fac-tools no-print"><Button type={against === null ? 'primary' : 'default'} disabled={busy} onClick={() => void act(() => discharge(line.id))}>{t('facilities.discharge')}</Button></p>}
    </section>
  )
}

function Receiving({ id }: { id: string }) {
  const { act, busy, refused } = useActing()
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <p className="fac-tools no-print"><Button type="primary" disabled={busy} onClick={() => void act(() => receive(id))}>{t('facilities.receive')}</Button></p>
    </>
  )
}

function Transfers({ view: { stay: line, transfers } }: { view: StayView }) {
  if (transfers.length === 0) return null
  return (
    <section className="fac-section" aria-label={t('facilities.transfers')}>
      <h2>{t('facilities.transfers')}</h2>
      <ul>{transfers.map(({ id, from, to, fromStayId, toStayId, reason, movedAt }) => (
        <li key={id}><InstantText at={movedAt} />: {fromStayId !== null && fromStayId !== line.id ? <Link to={`/co-so/nguoi/${fromStayId}`}>{from}</Link> : from} → {toStayId !== null && toStayId !== line.id ? <Link to={`/co-so/nguoi/${toStayId}`}>{to}</Link> : to} <span className="quiet">{reason}</span></li>
      ))}</ul>
    </section>
  )
}

function Tests({ view: { tests } }: { view: StayView }) {
  if (tests.length === 0) return null
  return (
    <section className="fac-section" aria-label={t('facilities.tests')}>
      <h2>{t('facilities.tests')}</h2>
      <Table caption={t('facilities.tests')} heads={['facilities.paper.takenAt', 'facilities.paper.barcode', 'facilities.paper.method', 'facilities.paper.outcome']}>
        {tests.map((each) => (
          <tr key={each.barcode}>
            <td data-label={t('facilities.paper.takenAt')}><InstantText at={each.takenAt} /></td><td data-label={t('facilities.paper.barcode')}>{each.barcode}</td><td data-label={t('facilities.paper.method')}>{codeWord(specimen, 'method', each.method)}</td>
            <td data-label={t('facilities.paper.outcome')}>{each.outcome === null ? t('facilities.paper.noOutcome') : codeWord(specimen, 'outcome', each.outcome)}{each.ct !== null && `, Ct ${String(each.ct).replace('.', ',')}`}</td>
          </tr>
        ))}
      </Table>
    </section>
  )
}
