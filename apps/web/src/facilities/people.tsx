import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox } from 'antd'
import { useState } from 'react'
import { Link, useSearchParams } from 'react-router'
import { stayBoxes, type StayBox, type StayLine, type StayList, type StayPaper } from '@phaodai/office'
import { stay } from '@phaodai/registers'
import { messageOf } from '../api/client.ts'
import { useMe } from '../frame/me.tsx'
import { codeWord, stateWord } from '../kit/words.ts'
import { t } from '../text/t.ts'
import { useActing } from '../ui/acting.ts'
import { saveBlob } from '../ui/save-file.ts'
import { Answer, Nothing } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { discharge, listStays, papersBlob, receive, STAYS } from './api.ts'
import { FacilityRooms } from './rooms.tsx'
import { bornOf, Dates, placeOf, Warned, whoOf } from './words.tsx'

/** Papers of one file: the server makes no more at once. */
const AT_ONCE = 50
/** Which papers a box can print for many. */
const PRINTED: Partial<Record<StayBox, readonly StayPaper[]>> = { staying: ['admission'], due: ['admission'], left: ['discharge', 'handover'] }

/** Người trong cơ sở: who is to be seen to next, box by box; many are discharged or received home at once. */
export function PeoplePage() {
  useTitle('facilities.people')
  const { may } = useMe()
  const [search, setSearch] = useSearchParams()
  const box = stayBoxes.find((each) => each === search.get('o')) ?? 'staying'
  const found = useQuery({ queryKey: [...STAYS, 'list', box], queryFn: () => listStays(box, may('stay.reveal')), placeholderData: (before) => before })
  return (
    <>
      <FacilityRooms here="people" />
      <h1>{t('facilities.people')}</h1>
      <Answer of={found}>{(list) => (
        <>
          <nav className="fac-boxes" aria-label={t('facilities.people')}>{stayBoxes.map((each) => <button key={each} type="button" aria-current={each === box ? 'page' : undefined} onClick={() => setSearch({ o: each })}>{t(`facilities.box.${each}`)} <b>{list.counts[each]}</b></button>)}</nav>
          <Rows key={box} box={box} list={list} />
        </>
      )}</Answer>
    </>
  )
}

function Rows({ box, list: { stays, more } }: { box: StayBox; list: StayList }) {
  const { may } = useMe()
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  if (stays.length === 0) return <Nothing title="facilities.nobody" />
  const acts = may('stay.discharge') && box in PRINTED
  const chosen = stays.filter(({ id }) => picked.has(id))
  const pick = (ids: readonly string[], on: boolean) => setPicked((before) => new Set(on ? [...before, ...ids] : [...before].filter((id) => !ids.includes(id))))
  return (
    <>
      {acts && <p><Checkbox checked={chosen.length === stays.length} indeterminate={chosen.length > 0 && chosen.length < stays.length} onChange={({ target }) => pick(stays.map(({ id }) => id), target.checked)}>{t('facilities.selected', { n: chosen.length })}</Checkbox></p>}
      {acts && chosen.length > 0 && <Acts box={box} chosen={chosen} />}
      <Table caption={t(`facilities.box.${box}`)} heads={[...(acts ? ['facilities.column.pick' as const] : []), 'facilities.column.who', 'facilities.column.place', 'facilities.column.home', 'facilities.column.dates', 'facilities.column.state']}>
        {stays.map((line) => <Row key={line.id} line={line} pick={acts ? { on: picked.has(line.id), set: (on) => pick([line.id], on) } : null} />)}
      </Table>
      {more && <p className="quiet">{t('facilities.more300')}</p>}
    </>
  )
}

function Row({ line, pick }: { line: StayLine; pick: { on: boolean; set: (on: boolean) => void } | null }) {
  return (
    <tr>
      {pick && <td><Checkbox aria-label={t('facilities.select', { who: whoOf(line) })} checked={pick.on} onChange={({ target }) => pick.set(target.checked)} /></td>}
      <td data-label={t('facilities.column.who')}><Link to={`/co-so/nguoi/${line.id}`}>{whoOf(line)}</Link> <span className="quiet">{bornOf(line)}</span></td>
      <td data-label={t('facilities.column.place')}>{placeOf(line)}</td>
      <td data-label={t('facilities.column.home')}>{line.area}</td>
      <td data-label={t('facilities.column.dates')}><Dates of={line} /></td>
      <td data-label={t('facilities.column.state')}>{stateWord(stay, line.state)} <span className="quiet">{codeWord(stay, 'purpose', line.purpose)}</span> <Warned at={line.warnedAt} /></td>
    </tr>
  )
}

/** What can be done for all chosen: each is done or told why not, and stops no other. */
function Acts({ box, chosen }: { box: StayBox; chosen: readonly StayLine[] }) {
  const { message } = App.useApp()
  const { act, busy } = useActing()
  const [refused, setRefused] = useState<string[]>([])
  const each = async (work: (id: string) => Promise<unknown>) => {
    const faults: string[] = []
    await act(async () => { for (const line of chosen) await work(line.id).catch((error: unknown) => faults.push(`${whoOf(line)}: ${messageOf(error)}`)) })
    setRefused(faults)
  }
  const print = async (paper: StayPaper, format: 'docx' | 'pdf') => {
    try {
      for (let from = 0; from < chosen.length; from += AT_ONCE) saveBlob(await papersBlob(chosen.slice(from, from + AT_ONCE).map(({ id }) => id), paper, format), `${t(`facilities.paper.file.${paper}`)}-${from + 1}.${format}`)
    } catch (error) {
      void message.error(messageOf(error))
    }
  }
  return (
    <>
      {refused.length > 0 && <Alert type="warning" role="alert" showIcon title={t('facilities.refusedSome', { n: refused.length })} description={<ul>{refused.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>} />}
      <p className="fac-tools no-print">
        {box !== 'left' && <Button type="primary" disabled={busy} onClick={() => void each(discharge)}>{t('facilities.dischargeMany', { n: chosen.length })}</Button>}
        {box === 'left' && <Button type="primary" disabled={busy} onClick={() => void each(receive)}>{t('facilities.receiveMany', { n: chosen.length })}</Button>}
        {(PRINTED[box] ?? []).flatMap((paper) => (['docx', 'pdf'] as const).map((format) => <Button key={`${paper}.${format}`} onClick={() => void print(paper, format)}>{t('facilities.print.label', { paper: t(`facilities.print.${paper}`), format: format === 'docx' ? 'Word' : 'PDF' })}</Button>))}
      </p>
    </>
  )
}
