import { Button, Input } from 'antd'
import { useState, type FormEvent } from 'react'
import { readVisit, unsampledIllness, visitLine, watchDays, type visitManners, type ContactLine, type ContactVisit, type WatchDay } from '@phaodai/office'
import { diseaseCase } from '@phaodai/registers'
import { formatDay, watchedContactStates, type Day } from '@phaodai/vocabulary'
import { useMe } from '../frame/me.tsx'
import { codeWord } from '../kit/words.ts'
import { formatNumber, t, word } from '../text/t.ts'
import { enterVisit } from './api.ts'
import './follow-up.css'

export type Followed = Pick<ContactLine, 'id' | 'name' | 'state' | 'listedAt' | 'watchUntil' | 'visits'>
export type Act = (work: () => Promise<unknown>) => Promise<boolean>
export type Manner = (typeof visitManners)[number]

const SIGNS: Record<WatchDay['mark'], string> = { well: '✓', ill: '!', missed: '×', due: '○', coming: '·' }

/** What was found on a day, in words. */
export function visitWords({ temperature, symptoms, note, illAt }: ContactVisit): string {
  const told = [temperature === null ? null : t('followUp.degrees', { degrees: formatNumber(temperature) }), ...symptoms.map((each) => codeWord(diseaseCase, 'symptoms.symptom', each))].filter((part) => part !== null)
  const found = told.length > 0 ? told.join(', ') : t(illAt === null ? 'followUp.well' : 'followUp.ill')
  return note === null ? found : `${found} (${note})`
}

/** The days of watching as a strip, why a sample is asked for, and the line by which a day is entered: today's unless another is picked. */
export function Watch({ contact, today, act, busy, manner = 'phone', taps = false }: { contact: Followed; today: Day; act: Act; busy: boolean; manner?: Manner; taps?: boolean }) {
  const { may } = useMe()
  const [picked, pick] = useState<Day | null>(null)
  const watched = watchedContactStates.includes(contact.state)
  if (!watched && contact.visits.length === 0) return null
  const last = contact.visits.at(-1)?.onDay ?? today
  const days = watchDays(watched ? contact : { ...contact, watchUntil: last }, watched ? today : last)
  const enters = watched && may('contact.step')
  const ill = watched ? unsampledIllness(contact.visits) : null
  return (
    <div className="watch">
      {ill !== null && <p className="watch-order">{t('followUp.sampleFor', { day: formatDay(ill.onDay as Day), found: visitWords(ill) })}</p>}
      <Strip days={days} visits={contact.visits} {...(enters ? { pick, until: today } : {})} />
      {enters && <DayEntry key={picked ?? today} {...{ contact, act, busy, manner, taps }} day={picked ?? today} done={() => pick(null)} />}
    </div>
  )
}

function Strip({ days, visits, pick, until }: { days: readonly WatchDay[]; visits: readonly ContactVisit[]; pick?: (day: Day) => void; until?: Day }) {
  const said = ({ day, mark }: WatchDay): string => {
    const visit = visits.find(({ onDay }) => onDay === day)
    return `${formatDay(day)}: ${visit ? visitWords(visit) : word(`followUp.mark.${mark}`)}`
  }
  return (
    <ol className="watch-strip" aria-label={t('followUp.strip')}>
      {days.map((each) => {
        const inside = <><span aria-hidden="true">{Number(each.day.slice(8))}</span><b aria-hidden="true">{SIGNS[each.mark]}</b></>
        return (
          <li key={each.day} data-mark={each.mark} title={said(each)}>
            {pick && until !== undefined && each.day <= until ? <button type="button" aria-label={said(each)} onClick={() => pick(each.day)}>{inside}</button> : <span role="img" aria-label={said(each)}>{inside}</span>}
          </li>
        )
      })}
    </ol>
  )
}

type EntryProps = { contact: Followed; day: Day; act: Act; busy: boolean; manner: Manner; taps: boolean; done: () => void }

const shortDay = (day: Day): string => formatDay(day).split('/').slice(0, 2).join('/')

/** One day at keyboard speed: what is told is typed as a line, Enter takes it; an empty line is a day without symptoms (where that is not a tap of its own). */
function DayEntry({ contact, day, act, busy, manner, taps, done }: EntryProps) {
  const visit = contact.visits.find(({ onDay }) => onDay === day) ?? null
  const [mending, setMending] = useState(false)
  const [line, setLine] = useState('')
  const name = contact.name ?? t('contacts.unnamed')
  const enter = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    if (!(await act(() => enterVisit(contact.id, day, { ...readVisit(line), manner, version: visit?.version ?? null })))) return
    setLine('')
    setMending(false)
    done()
  }
  const mend = (of: ContactVisit): void => { setLine(visitLine(of)); setMending(true) }
  if (visit !== null && !mending) return <p className="watch-told">{shortDay(day)}: {visitWords(visit)} · {word(`followUp.manner.${visit.manner}`)} <Button size="small" type="text" aria-label={t('followUp.mendOf', { name })} onClick={() => mend(visit)}>{t('followUp.mend')}</Button></p>
  const isWell = line.trim() === '' && !(taps && visit === null)
  const words = t(isWell ? 'followUp.well' : 'followUp.enter')
  return (
    <form className="watch-entry" onSubmit={(event) => void enter(event)}>
      <Input aria-label={t('followUp.line', { day: shortDay(day), name })} placeholder={t(taps ? 'followUp.exampleIll' : 'followUp.example', { day: shortDay(day) })} maxLength={400} value={line} onChange={(event) => setLine(event.target.value)} />
      <Button htmlType="submit" disabled={busy || (line.trim() === '' && !isWell)} aria-label={`${words}: ${name}`}>{words}</Button>
    </form>
  )
}
