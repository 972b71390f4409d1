import { formatDay } from '@phaodai/vocabulary'
import type { TaskEvent } from '@phaodai/office'
import { hasWord, t, word } from '../text/t.ts'
import { FileThumb } from '../ui/file-thumb.tsx'
import { InstantText } from '../ui/marks.tsx'

/** Everything that happened to a task, newest first. */
export function Timeline({ events }: { events: TaskEvent[] }) {
  const newestFirst = [...events].sort((a, b) => b.at.localeCompare(a.at))
  return <ol className="timeline">{newestFirst.map((event) => <EventRow key={event.id} event={event} />)}</ol>
}

function EventRow({ event }: { event: TaskEvent }) {
  return (
    <li className="event" data-kind={event.kind}>
      <p className="event-head"><strong>{t(`event.${event.kind}`)}</strong> <span className="event-who">{whoOf(event)}</span> <span className="quiet"><InstantText at={event.at} /></span></p>
      {(event.newDeadline !== null || event.oldDeadline !== null) && (
        <p className="event-dates">{event.oldDeadline !== null && <del className="figures">{formatDay(event.oldDeadline)}</del>}{event.newDeadline !== null && <> → <strong className="figures">{formatDay(event.newDeadline)}</strong></>}</p>
      )}
      <Note event={event} />
      {event.percent !== null && <p className="quiet figures">{t('event.percent', { percent: event.percent })}</p>}
      {event.files.length > 0 && <Evidence files={event.files} />}
    </li>
  )
}

function Note({ event: { kind, note } }: { event: TaskEvent }) {
  if (kind === 'superseded') return <p className="event-note">{note === null ? t('event.supersededByOther') : t('event.supersededBy', { number: note })}</p>
  return note !== null && <p className="event-note">{note}</p>
}

function whoOf(event: TaskEvent): string {
  if (hasWord(event.byTitle)) return word(event.byTitle)
  const body = event.body?.name ?? ''
  return event.byTitle.includes(body) ? event.byTitle : `${event.byTitle} · ${body}`
}

function Evidence({ files }: { files: TaskEvent['files'] }) {
  return <ul className="evidence-strip">{files.map((file) => <li key={file.id}><FileThumb file={file} /></li>)}</ul>
}
