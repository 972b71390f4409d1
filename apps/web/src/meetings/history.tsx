import type { MeetingDetail } from '@phaodai/office/meeting.ts'
import { t } from '../text/t.ts'
import { InstantText } from '../ui/marks.tsx'
import { Table } from '../ui/table.tsx'

const KINDS = ['planned', 'replanned', 'invited', 'opened', 'postponed', 'cancelled', 'papers', 'invitation-drafted', 'minutes-begun', 'minutes-signed', 'minutes-approved', 'minutes-reopened', 'conclusions-drafted', 'concluded', 'tasked'] as const
type Kind = (typeof KINDS)[number]

/** What was done, and who of those told has looked. */
export function HistoryRoom({ meeting }: { meeting: MeetingDetail }) {
  return (
    <div className="meeting-columns">
      <ol className="timeline">{meeting.events.toReversed().map(({ id, kind, at, by, note }) => (
        <li key={id} className="event"><p className="event-head"><strong>{t(`meetingEvent.${kind as Kind}`)}</strong> <span className="quiet">{by} · <InstantText at={at} /></span></p>{note !== null && <p className="event-note">{note}</p>}</li>
      ))}</ol>
      <section>
        <h2>{t('meetings.told')}</h2>
        {meeting.calls.length === 0 ? <p className="quiet">{t('meetings.toldNobody')}</p> : (
          <Table caption={t('meetings.told')} heads={['meetings.body', 'meetings.toldWhat', 'meetings.seen']}>
            {meeting.calls.map(({ body, kind, at, seenAt }) => (
              <tr key={body.id}><td className="cell-what">{body.name}</td><td data-label={t('meetings.toldWhat')}>{t(`meetingCall.${kind}`)} <span className="quiet"><InstantText at={at} /></span></td>
                <td data-label={t('meetings.seen')}>{seenAt === null ? <span className="quiet">{t('drafts.unread')}</span> : <InstantText at={seenAt} />}</td></tr>
            ))}
          </Table>
        )}
      </section>
    </div>
  )
}
