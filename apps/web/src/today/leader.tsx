import { useQuery } from '@tanstack/react-query'
import { PrinterOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { Link } from 'react-router'
import { formatDayLong } from '@phaodai/vocabulary'
import type { Picture } from '@phaodai/office'
import { getPicture } from '../api/office.ts'
import { useMe } from '../frame/me.tsx'
import { WaitingDocuments } from '../handling/waiting.tsx'
import { tasksAt } from '../tasks/filter.ts'
import { currentLanguage, formatNumber, t, type Key } from '../text/t.ts'
import { DayText } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { LevelNote } from '../levels/note.tsx'
import { MeasuredTasks } from '../indicators/measured-tasks.tsx'
import { Decisions } from './decisions.tsx'
import { Direction } from './direction.tsx'
import { LateBodies } from './late.tsx'
import { sentenceOf } from './sentence.ts'
import { SheetButton } from './sheet.tsx'
import { Stuck } from './stuck.tsx'
import { DueSoon } from './due-soon.tsx'

/** The leader's two minutes: one sentence, what waits for a decision, what is late and whose, what is stuck where. */
export function LeaderPage() {
  const picture = useQuery({ queryKey: ['picture'], queryFn: getPicture })
  return <Answer of={picture}>{(data) => <LeaderView picture={data} />}</Answer>
}

function LeaderView({ picture }: { picture: Picture }) {
  const { post, may } = useMe()
  return (
    <div className="leader">
      <header className="leader-head">
        <p className="quiet">{post?.body.name} · {currentLanguage() === 'vi' ? formatDayLong(picture.day) : <DayText day={picture.day} />}</p>
        <h1 className="sentence">{t('sentence.today')} {sentenceOf(picture).map(({ words, to }, index) => <span key={words}>{index > 0 && ', '}{to === null ? words : <Link to={to}>{words}</Link>}</span>)}.</h1>
        <LevelNote />
        <Button size="small" icon={<PrinterOutlined />} className="no-print" onClick={() => window.print()}>{t('today.print')}</Button>
        <SheetButton format="pdf">{t('sheet.button')}</SheetButton>
      </header>
      <Counts counts={picture.counts} />
      <div className="leader-columns">
        <div>
          {may('handling.direct') && <WaitingDocuments box="to-direct" />}
          <Decisions tasks={picture.decisions} total={picture.decisionsTotal} />
          <LateBodies late={picture.late} total={picture.counts.overdue} />
        </div>
        <div>
          <MeasuredTasks />
          <DueSoon tasks={picture.dueSoon} total={picture.counts.dueSoon} />
          <Stuck {...picture} />
          {may('directive.direct') && may('handling.direct') && <Direction />}
        </div>
      </div>
    </div>
  )
}

type Count = { name: Exclude<keyof Picture['counts'], 'officeDated' | 'noDeadline'>; to: string; word: Key }
const shown: Count[] = [
  { name: 'open', to: tasksAt({ pile: 'open', role: 'answering' }), word: 'count.open' }, { name: 'notStarted', to: tasksAt({ state: 'not_started', role: 'answering' }), word: 'count.notStarted' },
  { name: 'awaiting', to: tasksAt({ state: 'awaiting_confirmation', role: 'answering' }), word: 'count.awaiting' }, { name: 'done', to: tasksAt({ state: 'done', role: 'answering' }), word: 'count.done' },
]

function Counts({ counts }: { counts: Picture['counts'] }) {
  return (
    <p className="counts">
      {shown.map(({ name, to, word }) => <Link key={name} to={to}>{t(word)} <strong className="figures">{formatNumber(counts[name])}</strong></Link>)}
      <span className="quiet">{t('count.officeDated', { count: counts.officeDated })} · {t('count.noDeadline', { count: counts.noDeadline })}</span>
    </p>
  )
}
