import { BorderOutlined, CheckCircleFilled, CloseCircleOutlined, FileDoneOutlined, FormOutlined, PlayCircleOutlined, RollbackOutlined, StopOutlined } from '@ant-design/icons'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Handling, HandlingState } from '@phaodai/office'
import { t, word } from '../text/t.ts'
import { DayText, TimingMark } from '../ui/marks.tsx'
import { Table } from '../ui/table.tsx'

const icons: Record<HandlingState, ReactNode> = {
  arrived: <BorderOutlined />, registered: <FileDoneOutlined />, assigned: <FormOutlined />, in_progress: <PlayCircleOutlined />, done: <CheckCircleFilled />, refused: <StopOutlined />,
  recall_asked: <RollbackOutlined />, recalled: <CloseCircleOutlined />,
}

/** State of an incoming document: sign and word, in the neutral colours. */
export function HandlingMark({ state }: { state: HandlingState }) {
  return <span className="mark"><span aria-hidden="true">{icons[state]}</span> {t(`handlingState.${state}`)}</span>
}

/** How it stands against its deadline; nothing where there is none. */
export function HandlingTiming({ row }: { row: Pick<Handling, 'timing' | 'daysLate' | 'state'> }) {
  return row.timing === 'no_deadline' ? null : <TimingMark task={{ timing: row.timing, daysLate: row.daysLate, state: row.state === 'done' ? 'done' : 'in_progress' }} />
}

/** Incoming documents as rows; on a phone each row is a card. */
export function HandlingTable({ rows, caption }: { rows: Handling[]; caption: string }) {
  return (
    <Table caption={caption} heads={['directive.document', 'handling.arrivalNumber', 'handling.lead', 'handling.deadline', 'handling.state']}>
      {rows.map((row) => <Row key={row.id} row={row} />)}
    </Table>
  )
}

function Row({ row }: { row: Handling }) {
  return (
    <tr>
      <td className="cell-what">
        <Link to={`/van-thu/${row.id}`} data-row={row.id} className="task-link"><strong>{row.number ?? t('directive.noNumber')}</strong> <span className="clamp-2">{row.abstract === '' ? t('handling.noAbstract') : row.abstract}</span></Link>
        <span className="source-line">{word(`docType.${row.docType}`)} · {row.issuerText ?? t('directive.unknownIssuer')}{row.urgency !== null && <> · <strong>{word(`urgency.${row.urgency}`)}</strong></>}</span>
        {row.sentence !== null && <p className="last-words clamp-2">{row.sentence}</p>}
      </td>
      <td data-label={t('handling.arrivalNumber')} className="nowrap">{row.arrivalNumber === null ? <span className="quiet">{t('handling.notEntered')}</span> : <strong className="figures">{row.arrivalNumber}</strong>}<br /><DayText day={row.arrivedOn} /></td>
      <td data-label={t('handling.lead')}>{row.lead ?? <span className="quiet">{t('handling.noDirection')}</span>}</td>
      <td data-label={t('handling.deadline')} className="nowrap"><DayText day={row.deadline} /> <HandlingTiming row={row} /></td>
      <td data-label={t('handling.state')} className="nowrap"><HandlingMark state={row.state} /></td>
    </tr>
  )
}
