import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Input, Select } from 'antd'
import { useState } from 'react'
import { Link, Navigate, useSearchParams } from 'react-router'
import { specimenBoxes, type SpecimenBox, type SpecimenLine, type SpecimenList } from '@phaodai/office'
import { specimen } from '@phaodai/registers'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { useSettled } from '../ui/settled.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { useActing } from '../ui/acting.ts'
import { listLaboratories, listSpecimens, sendTubes, TESTING } from './api.ts'
import { TestingRooms } from './rooms.tsx'
import { ManySlips } from './slips.tsx'
import { Clock, Standing } from './words.tsx'

/** Mẫu xét nghiệm: what is to be done next, box by box, each tube with its turnaround clock. Who reads no specimens works at the desk. */
export function SpecimensPage() {
  useTitle('testing.title')
  const { may } = useMe()
  const [search, setSearch] = useSearchParams()
  const box = specimenBoxes.find((each) => each === search.get('o')) ?? 'waiting'
  const [words, setWords] = useState('')
  const asked = useSettled(words.trim(), 250)
  const reads = may('specimen.read')
  const found = useQuery({ queryKey: [...TESTING, 'list', box, asked], queryFn: () => listSpecimens(box, asked, may('specimen.reveal')), enabled: reads, placeholderData: (before) => before })
  if (!reads) return <Navigate to="/xet-nghiem/phong" replace />
  return (
    <>
      <TestingRooms here="specimens" />
      <header className="page-head"><h1>{t('testing.title')}</h1>{may('specimen.create') && <Link to="/xet-nghiem/lay-mau"><Button type="primary">{t('testing.take.title')}</Button></Link>}</header>
      <Answer of={found}>{(list) => (
        <>
          <Boxes box={box} counts={list.counts} go={(next) => setSearch({ o: next })} />
          <p className="desk-tools"><Input aria-label={t('testing.search')} placeholder={t('testing.search')} allowClear value={words} onChange={(event) => setWords(event.target.value)} style={{ maxWidth: 260 }} /></p>
          <Rows key={box} box={box} list={list} />
        </>
      )}</Answer>
    </>
  )
}

function Boxes({ box, counts, go }: { box: SpecimenBox; counts: SpecimenList['counts']; go: (box: SpecimenBox) => void }) {
  return (
    <nav className="desk-boxes" aria-label={t('testing.boxes')}>{specimenBoxes.map((each) => (
      <button key={each} type="button" aria-current={each === box ? 'page' : undefined} data-box={each} data-any={counts[each] > 0} onClick={() => go(each)}>{t(`testing.box.${each}`)} <b>{counts[each]}</b></button>
    ))}</nav>
  )
}

function Rows({ box, list: { specimens, more } }: { box: SpecimenBox; list: SpecimenList }) {
  const { may } = useMe()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  if (specimens.length === 0) return <Nothing title="testing.none" />
  const acts = (box === 'taken' && may('specimen.send')) || (box === 'done' && may('specimen.export') && may('specimen.reveal'))
  const chosen = specimens.filter(({ id }) => picked.has(id))
  const pick = (ids: readonly string[], on: boolean) => setPicked((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))))
  return (
    <>
      {acts && <p className="desk-tools"><Checkbox checked={chosen.length === specimens.length} indeterminate={chosen.length > 0 && chosen.length < specimens.length} onChange={({ target }) => pick(specimens.map(({ id }) => id), target.checked)}>{t('testing.pickAll', { n: chosen.length })}</Checkbox></p>}
      {box === 'taken' && acts && <Sending chosen={chosen} done={() => setPicked(new Set())} />}
      {box === 'done' && acts && <ManySlips ids={chosen.filter(({ form }) => form === 'single').map(({ id }) => id)} />}
      <Table caption={t(`testing.box.${box}`)} heads={[...(acts ? ['testing.pick' as const] : []), 'testing.column.barcode', 'testing.column.who', 'testing.column.taken', 'testing.column.where', 'testing.column.standing', 'testing.column.clock']}>
        {specimens.map((line) => <Row key={line.id} line={line} pick={acts ? { on: picked.has(line.id), set: (on) => pick([line.id], on) } : null} />)}
      </Table>
      {more && <p className="quiet">{t('testing.more')}</p>}
    </>
  )
}

function Row({ line, pick }: { line: SpecimenLine; pick: { on: boolean; set: (on: boolean) => void } | null }) {
  const who = line.form === 'pool' ? t('testing.poolOf', { n: line.members }) : line.name ?? [line.sex === null ? null : codeWord(specimen, 'sex', line.sex), line.birthYear].filter(Boolean).join(', ')
  return (
    <tr data-clock={line.clock}>
      {pick && <td><Checkbox aria-label={t('testing.pickOne', { barcode: line.barcode })} checked={pick.on} onChange={({ target }) => pick.set(target.checked)} /></td>}
      <td data-label={t('testing.column.barcode')}><Link to={`/xet-nghiem/${line.id}`}>{line.barcode}</Link>{line.poolBarcode !== null && <span className="quiet"> · {t('testing.inPool', { barcode: line.poolBarcode })}</span>}</td>
      <td data-label={t('testing.column.who')}>{who} <span className="quiet">{codeWord(specimen, 'purpose', line.purpose)}</span></td>
      <td data-label={t('testing.column.taken')}><InstantText at={line.takenAt} /></td>
      <td data-label={t('testing.column.where')}>{line.laboratory ?? line.area}</td>
      <td data-label={t('testing.column.standing')}><Standing of={line} /></td>
      <td data-label={t('testing.column.clock')}><Clock of={line} /></td>
    </tr>
  )
}

/** Chosen tubes go to one laboratory as one shipment. */
function Sending({ chosen, done }: { chosen: readonly SpecimenLine[]; done: () => void }) {
  const { message } = App.useApp()
  const { act, busy, refused } = useActing()
  const labs = useQuery({ queryKey: ['registers', 'laboratory', 'list'], queryFn: listLaboratories })
  const [lab, setLab] = useState<string | null>(null)
  const [shipment, setShipment] = useState('')
  const go = async () => {
    const sent = await act(() => sendTubes(chosen.map(({ id }) => id), lab!, shipment))
    if (sent === null) return
    void message.success(t('testing.sent', { n: sent.sent }))
    done()
  }
  return (
    <>
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      <p className="desk-tools">
        <Select<string> aria-label={t('testing.laboratory')} placeholder={t('testing.laboratory')} value={lab} onChange={setLab} options={(labs.data?.laboratories ?? []).map(({ id, name }) => ({ value: id, label: name }))} style={{ minWidth: 220 }} />
        <Input aria-label={t('testing.shipment')} placeholder={t('testing.shipment')} maxLength={40} value={shipment} onChange={(event) => setShipment(event.target.value)} style={{ maxWidth: 180 }} />
        <Button type="primary" disabled={busy || lab === null || chosen.length === 0} onClick={() => void go()}>{t('testing.send', { n: chosen.length })}</Button>
      </p>
    </>
  )
}
