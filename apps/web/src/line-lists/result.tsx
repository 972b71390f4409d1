import { App, Button, Popconfirm } from 'antd'
import { useState } from 'react'
import type { LineListAnswer, Match } from '@phaodai/office'
import { messageOf } from '../api/client.ts'
import { EvidenceList, PersonWords } from '../individuals/evidence.tsx'
import { withReasons } from '../kit/bad-rows.ts'
import { t, word } from '../text/t.ts'
import { saveText } from '../ui/save-file.ts'
import { Table } from '../ui/table.tsx'
import { sendLines } from './api.ts'
import { faultsText } from './faults.ts'
import type { ListFile } from './read-file.ts'
import { MOST_NOTED, type Noted, type Progress, type Reading } from './run.ts'

type Props = {
  progress: Progress
  file: ListFile
  reading: Reading
  settle: (lines: LineListAnswer['lines'], more: { taken: number; repeated: number }, sent: readonly number[]) => void
}

/** Lines shown of each kind; all of them are in the file that can be kept. */
const SHOWN = 50

/** What somebody has to look at: who is asked for, what was refused, what was odd. */
export function Result({ progress, file, reading, settle }: Props) {
  const of = (is: (line: Noted) => boolean): Noted[] => progress.noted.filter(is)
  const [asked, bad] = [of(({ outcome }) => outcome === 'asked'), of(({ outcome }) => outcome === 'bad')]
  const odd = of(({ outcome, flags, linked }) => outcome === 'taken' && (flags.length > 0 || linked !== null))
  return (
    <>
      {progress.noted.length === MOST_NOTED && <p className="wrong-word">{t('lineList.tooMany', { n: MOST_NOTED })}</p>}
      {asked.length > 0 && progress.state !== 'running' && <Asked lines={asked} file={file} reading={reading} settle={settle} />}
      {bad.length > 0 && <Bad lines={bad} all={progress.counts.bad} file={file} />}
      {odd.length > 0 && <Odd lines={odd} file={file} reading={reading} />}
    </>
  )
}

type AskedProps = { lines: Noted[] } & Pick<Props, 'file' | 'reading' | 'settle'>

function Asked({ lines, file, reading, settle }: AskedProps) {
  const { message } = App.useApp()
  const [busy, setBusy] = useState(false)
  const decide = async (which: readonly Noted[], decision: string) => {
    setBusy(true)
    try {
      const rows = which.map(({ line, cells }) => ({ line, cells, decision }))
      const answer = await sendLines({ headers: file.headers, rows, ...reading, dry: false })
      settle(answer.lines, answer, rows.map(({ line }) => line))
    } catch (error) {
      void message.error(messageOf(error))
    } finally {
      setBusy(false)
    }
  }
  const first = lines.slice(0, SHOWN)
  return (
    <section aria-label={t('lineList.asked', { n: lines.length })}>
      <h2>{t('lineList.asked', { n: lines.length })}</h2>
      <p className="quiet">{t('lineList.askedLead')}</p>
      {lines.length > 1 && (
        <Popconfirm title={t('lineList.allNew', { n: first.length })} onConfirm={() => decide(first, 'new')} okText={t('lineList.yes')} cancelText={t('lineList.no')}>
          <Button size="small" disabled={busy}>{t('lineList.allNew', { n: first.length })}</Button>
        </Popconfirm>
      )}
      <ul className="line-list-asked">
        {first.map((line) => (
          <li key={line.line}>
            <p><b>{t('lineList.lineNo', { n: line.line })}</b> {told(line, file, reading)}</p>
            {line.matches.map((match) => <Candidate key={match.id} match={match} busy={busy} onSame={() => void decide([line], match.id)} />)}
            <Button size="small" disabled={busy} onClick={() => void decide([line], 'new')}>{t('lineList.somebodyNew')}</Button>
          </li>
        ))}
      </ul>
      {lines.length > first.length && <p className="quiet">{t('lineList.moreAsked', { n: lines.length - first.length })}</p>}
    </section>
  )
}

function Candidate({ match, busy, onSame }: { match: Match; busy: boolean; onSame: () => void }) {
  return (
    <div className="line-list-candidate">
      <p><PersonWords of={match} /></p>
      <EvidenceList of={match.evidence} />
      <Button size="small" type="primary" disabled={busy} onClick={onSame}>{t('lineList.samePerson', { code: match.code })}</Button>
    </div>
  )
}

/** The cells that tell who a line is about, as the file has them. */
function told({ cells }: Noted, file: ListFile, { mapping }: Reading): string {
  return ['fullName', 'birthOn', 'birthYear', 'identityNumber', 'phone', 'areaId', 'address'].map((name) => cells[file.headers.indexOf(mapping[name] ?? '')]).filter(Boolean).join(' · ')
}

function Bad({ lines, all, file }: { lines: Noted[]; all: number; file: ListFile }) {
  return (
    <section aria-label={t('lineList.bad', { n: all })}>
      <h2>{t('lineList.bad', { n: all })}</h2>
      <p><Button onClick={() => saveText(t('lineList.badFile'), withReasons(file.headers, lines.map((line) => ({ cells: line.cells, reason: faultsText(line) }))))}>{t('lineList.saveBad', { n: lines.length })}</Button></p>
      <Table caption={t('lineList.bad', { n: all })} heads={['lineList.line', 'lineList.why']}>
        {lines.slice(0, SHOWN).map((line) => <tr key={line.line}><td className="figures">{line.line}</td><td data-label={t('lineList.why')}>{faultsText(line)}</td></tr>)}
      </Table>
    </section>
  )
}

function Odd({ lines, file, reading }: { lines: Noted[]; file: ListFile; reading: Reading }) {
  return (
    <section aria-label={t('lineList.odd', { n: lines.length })}>
      <h2>{t('lineList.odd', { n: lines.length })}</h2>
      <Table caption={t('lineList.odd', { n: lines.length })} heads={['lineList.line', 'lineList.who', 'lineList.what']}>
        {lines.slice(0, SHOWN).map((line) => (
          <tr key={line.line}>
            <td className="figures">{line.line}</td><td data-label={t('lineList.who')}>{told(line, file, reading)}</td>
            <td data-label={t('lineList.what')}>{[...(line.linked === null ? [] : [t('lineList.linked', { code: line.linked })]), ...line.flags.map((flag) => word(`people.fault.${flag}`))].join('; ')}</td>
          </tr>
        ))}
      </Table>
    </section>
  )
}
