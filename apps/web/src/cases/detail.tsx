import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Input } from 'antd'
import { useState } from 'react'
import { Link, useParams } from 'react-router'
import type { CaseLine } from '@phaodai/office'
import { diseaseCase, formatInstant, writtenFields } from '@phaodai/registers'
import { download, messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { Actions } from '../kit/act.tsx'
import { changeRecord } from '../kit/api.ts'
import { codeWord, fieldWord, stateWord, valueText } from '../kit/words.ts'
import { CasePapers } from '../case-papers/papers.tsx'
import { Contacts } from '../contacts/contacts.tsx'
import { AskBed } from '../facilities/ask-bed.tsx'
import { OrderPanel } from '../orders/panel.tsx'
import { t, word } from '../text/t.ts'
import { TracingOverVisits } from '../tracing/tracing.tsx'
import { Answer } from '../ui/states.tsx'
import { useTitle } from '../ui/title.ts'
import { getCase, type CaseDetail } from './api.ts'
import { ClockMark } from './clock.tsx'
import { Rooms } from './rooms.tsx'
import '../kit/kit.css'
import './cases.css'

/** One case: its clock and what stops it, what may be done now, the form, those around it. */
export function CasePage() {
  useTitle('cases.title')
  const { id = '' } = useParams()
  const { may } = useMe()
  const found = useQuery({ queryKey: ['registers', 'disease_case', 'detail', id], queryFn: () => getCase(id, may('disease_case.reveal')) })
  return <><Rooms here="cases" /><Answer of={found}>{(data) => <Case of={data} />}</Answer></>
}

function Case({ of }: { of: CaseDetail }) {
  const { me, may } = useMe()
  const { message } = App.useApp()
  const queries = useQueryClient()
  const { line, row, names, rule } = of
  const deeds = me.permissions.flatMap((permission) => (permission.startsWith('disease_case.') ? [permission.slice('disease_case.'.length)] : []))
  const again = () => void queries.invalidateQueries({ queryKey: ['registers', 'disease_case'] })
  const shown = Object.keys(writtenFields(diseaseCase)).filter((name) => row[name] !== null && row[name] !== undefined && !['code', 'diseaseCode', 'individualId'].includes(name))
  return (
    <article>
      <header className="page-head"><h1>{line.code ?? t('cases.noCode')} · {line.disease}</h1>{may('disease_case.export') && may('disease_case.reveal') && (['docx', 'pdf'] as const).map((format) => (
          <Button key={format} onClick={() => void download(`/api/cases/${line.id}/form.${format}`, `${t('caseForm.file')}-${line.code ?? ''}.${format}`).catch((error: unknown) => message.error(messageOf(error)))}>{t(`caseForm.${format}`)}</Button>
        ))}
        <Link to={`/chuoi-lay/${line.id}?case=${line.id}`}><Button>{t('chains.open')}</Button></Link>
        {may('disease_case.reveal') && <Link to={`/ca-benh/${line.id}/dich-te`}><Button type="primary">{t('investigation.title')}</Button></Link>}
        {may('disease_case.update') && <Link to={`/so-theo-doi/disease_case/${line.id}`}><Button>{t('cases.openRecord')}</Button></Link>}</header>
      <p>{line.individualId !== null && line.name !== null ? <Link to={`/nguoi-dan/${line.individualId}`}>{line.name}</Link> : line.person ?? t('cases.noPerson')} · {line.area} · {codeWord(diseaseCase, 'classification', line.classification)} · {stateWord(diseaseCase, line.state)}</p>
      <p><ClockMark of={line} />{line.clock && <span className="quiet"> · {word(`disease.clock.${line.clock.kind}`)} {t('cases.from', { at: formatInstant(line.clock.startedAt) })}</span>}</p>
      {of.twins.length > 0 && <Alert type="warning" role="note" showIcon title={t('cases.twins', { n: of.twins.length })} description={<ul>{of.twins.map((each) => <li key={each.id}><Link to={`/ca-benh/${each.id}`}>{each.code ?? t('cases.noCode')}</Link> · {each.area} · {formatInstant(each.diagnosedAt)}</li>)}</ul>} />}
      {rule !== null && <p className="quiet"><Link to={`/benh/${line.diseaseCode}`}>{t('cases.rule')}</Link>: {rule.law}; {rule.source} ({word(`disease.confidence.${rule.confidence}`)})</p>}
      {line.clock && line.clock.stoppedAt === null && may('disease_case.update') && <Entered of={of} onDone={again} />}
      <div className="case-tools"><Actions register={diseaseCase} rows={[row]} may={deeds.filter((deed) => deed !== 'void')} onDone={again} />{['open', 'in_treatment'].includes(line.state) && <AskBed source="case" id={line.id} />}{['open', 'in_treatment'].includes(line.state) && may('isolation_order.create') && <Link to={`/cach-ly/moi?ca=${line.id}`}><Button>{t('isolation.ofCase')}</Button></Link>}</div>
      <section className="case-section"><h2>{t('cases.form')}</h2>
        <dl className="kit-values">{shown.map((name) => <div key={name}><dt>{fieldWord(diseaseCase, name)}</dt><dd>{valueText(diseaseCase, name, row[name], names)}</dd></div>)}</dl>
      </section>
      <Contacts caseId={line.id} />
      <TracingOverVisits caseId={line.id} />
      <OrderPanel caseId={line.id} />
      <CasePapers of={of} />
      <Around title={t('cases.household')} lines={of.household} />
      <Around title={t('cases.infected')} lines={of.infected} />
    </article>
  )
}

/** The entry into the national system stops the clock. */
function Entered({ of: { row }, onDone }: { of: CaseDetail; onDone: () => void }) {
  const { message } = App.useApp()
  const [systemId, setSystemId] = useState('')
  const [refused, setRefused] = useState<string | null>(null)
  const save = async () => {
    try {
      await changeRecord('disease_case', row.id, row.version, { systemId: systemId.trim(), systemEnteredAt: new Date().toISOString() })
      void message.success(t('cases.enteredDone'))
      onDone()
    } catch (error) {
      setRefused(messageOf(error))
    }
  }
  return (
    <div className="case-tools">
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <Input aria-label={t('cases.systemId')} placeholder={t('cases.systemId')} maxLength={60} value={systemId} onChange={(event) => setSystemId(event.target.value)} />
      <Button type="primary" disabled={systemId.trim() === ''} onClick={() => void save()}>{t('cases.entered')}</Button>
    </div>
  )
}

function Around({ title, lines }: { title: string; lines: CaseLine[] }) {
  if (lines.length === 0) return null
  return <section className="case-section"><h2>{title}</h2><ul>{lines.map((each) => <li key={each.id}><Link to={`/ca-benh/${each.id}`}>{each.code}</Link> · {each.name ?? each.person} · {each.disease} · {formatInstant(each.diagnosedAt)}</li>)}</ul></section>
}
