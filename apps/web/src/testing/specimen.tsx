import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Input, Select } from 'antd'
import { useState, type FormEvent } from 'react'
import { Link, useParams } from 'react-router'
import { testMethods, testOutcomes } from '@phaodai/vocabulary'
import { ctWords, readCts, type SpecimenLine, type SpecimenView } from '@phaodai/office'
import { specimen } from '@phaodai/registers'
import { download, messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { codeWord, fieldWord } from '../kit/words.ts'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { useActing } from '../ui/acting.ts'
import { enterResult, getSpecimen, listLaboratories, TESTING, writeIntoCase } from './api.ts'
import { Settlement, Withdraw } from './corrections.tsx'
import { TestingRooms } from './rooms.tsx'
import { Clock, Standing } from './words.tsx'

/** One tube: where it stands, every result of it, and what follows; of a pool its members, each with its own re-test. */
export function SpecimenPage() {
  useTitle('testing.title')
  const { id } = useParams()
  const { may } = useMe()
  const found = useQuery({ queryKey: [...TESTING, 'one', id], queryFn: () => getSpecimen(id!, may('specimen.reveal')) })
  return (
    <>
      <TestingRooms here="specimens" />
      <Answer of={found}>{(view) => <View view={view} />}</Answer>
    </>
  )
}

function View({ view }: { view: SpecimenView }) {
  const { specimen: tube, members } = view
  return (
    <>
      <header className="page-head"><h1>{t(tube.form === 'pool' ? 'testing.pool.title' : 'testing.one', { barcode: tube.barcode })}</h1><Papers view={view} /></header>
      <p><Standing of={tube} /> · <Clock of={tube} /></p>
      {tube.outcome === 'conflicting' && <Alert type="warning" showIcon title={t('testing.conflicting')} />}
      {tube.form === 'pool' && tube.outcome !== null && <Alert type={tube.outcome === 'negative' ? 'success' : 'warning'} showIcon title={t(tube.outcome === 'negative' ? 'testing.pool.negative' : 'testing.pool.positive', { n: members.length })} />}
      {tube.form === 'single' && <NextStep view={view} />}
      <Facts view={view} />
      {members.length > 0 && <Members members={members} />}
      <Results view={view} />
      <Settlement view={view} />
    </>
  )
}

function Papers({ view: { specimen: tube } }: { view: SpecimenView }) {
  const { may } = useMe()
  const { message } = App.useApp()
  if (tube.form === 'pool' || tube.outcome === null || !may('specimen.export') || !may('specimen.reveal')) return null
  return <>{(['docx', 'pdf'] as const).map((format) => <Button key={format} onClick={() => void download(`/api/specimens/${tube.id}/slip.${format}`, `${t('testing.slip.file')}-${tube.barcode}.${format}`).catch((error: unknown) => message.error(messageOf(error)))}>{t('testing.slip.get')} ({format === 'docx' ? 'Word' : 'PDF'})</Button>)}</>
}

/** What a result asks for: a case, the open case of the same person, or another sample. */
function NextStep({ view: { specimen: tube, openCase, caseCode } }: { view: SpecimenView }) {
  const { may } = useMe()
  const { act, busy, refused } = useActing()
  const positive = tube.outcome === 'positive' || tube.outcome === 'conflicting'
  const entry = `/ca-benh/moi?mau=${tube.id}${tube.contactId === null ? '' : `&tiep-xuc=${tube.contactId}`}`
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <p className="desk-tools">
        {tube.caseId !== null && <Link to={`/ca-benh/${tube.caseId}`}>{t('testing.case.open', { code: caseCode ?? t('cases.noCode') })}</Link>}
        {positive && tube.caseId === null && openCase !== null && may('disease_case.update') && <Button type="primary" disabled={busy} onClick={() => void act(() => writeIntoCase(tube.id, openCase.id, openCase.version))}>{t('testing.case.update', { code: openCase.code ?? t('cases.noCode') })}</Button>}
        {positive && tube.caseId === null && openCase === null && may('disease_case.create') && <Link to={entry}><Button type="primary">{t('testing.case.make')}</Button></Link>}
        {(tube.state === 'rejected' || tube.retestDueAt !== null && tube.outcome === null || tube.outcome === 'conflicting' || tube.outcome === 'invalid') && tube.retakenId === null && may('specimen.create') && <Link to={`/xet-nghiem/lay-mau?thay=${tube.id}`}><Button>{t('testing.again')}</Button></Link>}
        {tube.retakenId !== null && <Link to={`/xet-nghiem/${tube.retakenId}`}>{t('testing.retaken')}</Link>}
      </p>
    </>
  )
}

function Facts({ view }: { view: SpecimenView }) {
  const { specimen: tube } = view
  const at = (instant: string | null) => (instant === null ? null : <InstantText key={instant} at={instant} />)
  const field = (name: string) => fieldWord(specimen, name)
  const facts = [
    [field('fullName'), tube.name], [field('sex'), tube.sex === null ? null : codeWord(specimen, 'sex', tube.sex)], [field('birthYear'), tube.birthYear], [field('phone'), view.phone], [field('address'), view.address],
    [field('residenceAreaId'), tube.residence], [field('diseaseCode'), view.disease], [field('purpose'), codeWord(specimen, 'purpose', tube.purpose)], [field('method'), codeWord(specimen, 'method', tube.method)], [field('roundId'), view.round],
    [field('takenAt'), at(tube.takenAt)], [t('testing.column.where'), tube.area], [field('laboratoryId'), tube.laboratory], [field('shipment'), tube.shipment], [field('sentAt'), at(tube.sentAt)], [field('receivedAt'), at(tube.receivedAt)],
    [field('poolId'), tube.poolId === null ? null : <Link key="pool" to={`/xet-nghiem/${tube.poolId}`}>{tube.poolBarcode}</Link>], [field('replacesId'), view.replaces === null ? null : <Link key="replaces" to={`/xet-nghiem/${view.replaces.id}`}>{view.replaces.barcode}</Link>],
  ] as const
  return <dl className="desk-facts">{facts.filter(([, value]) => value !== null && value !== '').map(([name, value]) => <div key={name} style={{ display: 'contents' }}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
}

function Members({ members }: { members: readonly SpecimenLine[] }) {
  return (
    <section className="desk-section" aria-label={t('testing.pool.members')}>
      <h2>{t('testing.pool.members')}</h2>
      <Table caption={t('testing.pool.members')} heads={['testing.column.barcode', 'testing.column.who', 'testing.column.standing', 'testing.column.clock', 'testing.column.next']}>
        {members.map((each) => (
          <tr key={each.id} data-clock={each.clock}>
            <td data-label={t('testing.column.barcode')}><Link to={`/xet-nghiem/${each.id}`}>{each.barcode}</Link></td>
            <td data-label={t('testing.column.who')}>{each.name ?? [each.sex === null ? null : codeWord(specimen, 'sex', each.sex), each.birthYear].filter(Boolean).join(', ')}</td>
            <td data-label={t('testing.column.standing')}><Standing of={each} /></td>
            <td data-label={t('testing.column.clock')}><Clock of={each} /></td>
            <td data-label={t('testing.column.next')}>{each.retestDueAt !== null && each.outcome === null && each.retakenId === null ? t('testing.pool.retest') : each.retakenId !== null ? <Link to={`/xet-nghiem/${each.retakenId}`}>{t('testing.retaken')}</Link> : each.outcome === 'positive' && each.caseId === null ? <Link to={`/xet-nghiem/${each.id}`}>{t('testing.case.make')}</Link> : null}</td>
          </tr>
        ))}
      </Table>
    </section>
  )
}

function Results({ view: { specimen: tube, results, poolOutcome } }: { view: SpecimenView }) {
  const { may } = useMe()
  return (
    <section className="desk-section" aria-label={t('testing.results')}>
      <h2>{t('testing.results')}</h2>
      {results.length === 0 && <p className="quiet">{tube.poolBarcode !== null && poolOutcome !== null ? t('testing.byPool', { barcode: tube.poolBarcode, outcome: codeWord(specimen, 'outcome', poolOutcome) }) : t('testing.noResult')}</p>}
      {results.length > 0 && (
        <Table caption={t('testing.results')} heads={['testing.column.standing', 'testing.column.ct', 'testing.column.method', 'testing.column.tested', 'testing.laboratory', 'testing.column.by', 'testing.withdraw']}>
          {results.map((each) => (
            <tr key={each.id} data-withdrawn={each.withdrawn !== null}>
              <td data-label={t('testing.column.standing')}><span className={`test-outcome ${each.outcome}`}>{codeWord(specimen, 'outcome', each.outcome)}</span></td>
              <td data-label={t('testing.column.ct')}>{ctWords(each.cts) ?? ''}</td>
              <td data-label={t('testing.column.method')}>{codeWord(specimen, 'method', each.method)}</td>
              <td data-label={t('testing.column.tested')}><InstantText at={each.testedAt} /></td>
              <td data-label={t('testing.laboratory')}>{each.laboratory ?? t('testing.slip.onTheSpot')}</td>
              <td data-label={t('testing.column.by')}>{each.by ?? ''}{each.source === 'file' && <span className="quiet"> {t('testing.fromFile')}</span>}</td>
              <td data-label={t('testing.withdraw')}><Withdraw specimenId={tube.id} result={each} /></td>
            </tr>
          ))}
        </Table>
      )}
      {may('specimen.result') && tube.state !== 'rejected' && <ResultEntry tube={tube} />}
    </section>
  )
}

/** A rapid test where it was taken, or what a laboratory has sent on paper. */
function ResultEntry({ tube }: { tube: SpecimenLine }) {
  const { act, busy, refused } = useActing()
  const labs = useQuery({ queryKey: ['registers', 'laboratory', 'list'], queryFn: listLaboratories })
  const [values, setValues] = useState({ method: tube.method, outcome: '', ct: '', laboratoryId: null as string | null })
  const change = (more: Partial<typeof values>) => setValues((before) => ({ ...before, ...more }))
  const enter = async (event: FormEvent) => {
    event.preventDefault()
    const done = await act(() => enterResult(tube.id, { method: values.method as 'rt-pcr', outcome: values.outcome as 'negative', cts: readCts(values.ct), testedAt: new Date().toISOString(), laboratoryId: values.laboratoryId }))
    if (done !== null) change({ outcome: '', ct: '' })
  }
  return (
    <form className="desk-tools" aria-label={t('testing.enterResult')} onSubmit={(event) => void enter(event)}>
      <Select aria-label={fieldWord(specimen, 'method')} value={values.method} options={testMethods.map((value) => ({ value, label: codeWord(specimen, 'method', value) }))} onChange={(method) => change({ method })} style={{ minWidth: 180 }} />
      <Select<string> aria-label={t('testing.laboratory')} allowClear placeholder={t('testing.slip.onTheSpot')} value={values.laboratoryId} options={(labs.data?.laboratories ?? []).map(({ id, name }) => ({ value: id, label: name }))} onChange={(laboratoryId) => change({ laboratoryId: laboratoryId ?? null })} style={{ minWidth: 200 }} />
      <Select aria-label={fieldWord(specimen, 'outcome')} placeholder={fieldWord(specimen, 'outcome')} value={values.outcome || null} options={testOutcomes.map((value) => ({ value: value as string, label: codeWord(specimen, 'outcome', value) }))} onChange={(outcome) => change({ outcome })} style={{ minWidth: 150 }} />
      <Input aria-label={t('testing.column.ct')} placeholder="E 24,1; RdRp 26,3" value={values.ct} onChange={(event) => change({ ct: event.target.value })} style={{ maxWidth: 170 }} />
      <Button htmlType="submit" disabled={busy || values.outcome === ''}>{t('testing.enterResult')}</Button>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
    </form>
  )
}
