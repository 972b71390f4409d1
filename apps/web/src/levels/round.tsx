import { useQuery } from '@tanstack/react-query'
import type { LevelLine, RoundView } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { Alert, App, Button } from 'antd'
import { Link, useParams, useSearchParams } from 'react-router'
import { download, messageOf } from '../api/client.ts'
import { formatNumber, t, type Key } from '../text/t.ts'
import { useMe } from '../frame/me.tsx'
import { useActing } from '../ui/acting.ts'
import { FileField, FileLink } from '../ui/file-field.tsx'
import { InstantText, todayInVietnam } from '../ui/marks.tsx'
import { Answer } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { attachSignedCopy, getRound, LEVELS } from './api.ts'
import { LevelOf, LevelTally } from './badge.tsx'
import { LevelRooms } from './rooms.tsx'
import { roundState } from './rounds.tsx'
import { RoundSteps } from './steps.tsx'
import { measureWord } from './words.ts'

/** One round: how it stands, what may be done next, and every unit in sight with its proposed level. */
export function RoundPage() {
  useTitle('levels.rounds')
  const { id } = useParams()
  const found = useQuery({ queryKey: [...LEVELS, 'round', id], queryFn: () => getRound(id!) })
  return (
    <>
      <LevelRooms here="rounds" />
      <Answer of={found}>{(round) => <Round key={round.id} round={round} />}</Answer>
    </>
  )
}

function Round({ round }: { round: RoundView }) {
  const steps = (['proposed', 'reviewed', 'published', 'closed'] as const).flatMap((step) => (round[step] === null ? [] : [[step, round[step]] as const]))
  return (
    <>
      <header className="page-head"><h1>{t('levels.round', { disease: round.disease, area: round.area })}</h1><Papers round={round} /></header>
      <p><strong>{roundState(round, todayInVietnam())}</strong> · {t('levels.round.day', { day: formatDay(round.day) })} · {round.ruleName}{round.decisionNumber !== null && <> · {t('levels.decision', { number: round.decisionNumber })}</>}</p>
      {round.closeReason !== null && <p>{round.closeReason}</p>}
      <p className="quiet">{t('levels.rule.sure', { confidence: t(`levels.confidence.${round.rules.confidence}`), source: round.rules.source })} {round.rules.note} {t('levels.round.frozen', { digest: round.rulesDigest.slice(0, 12) })}</p>
      {round.kind === 'assessed' && <p className="quiet">{t('levels.propose.cases')}: {t(`levels.propose.cases.${round.cases}`)}. {round.note}</p>}
      <div className="level-steps">{steps.map(([step, { by, at }]) => <span key={step}>{t('levels.round.by', { what: t(`levels.round.${step}`), by: by ?? '' })}, <InstantText at={at} /></span>)}</div>
      <LevelTally levels={round.levels} counts={round.counts} />
      <Signed round={round} />
      <RoundSteps round={round} />
      <Lines round={round} />
    </>
  )
}

function Papers({ round }: { round: RoundView }) {
  const { may } = useMe()
  const { message } = App.useApp()
  if (round.kind === 'noted' || !may('level_round.export') || !round.lines.some(({ areaId }) => areaId === round.areaId)) return null
  const save = (format: 'docx' | 'pdf') => void download(`/api/level-rounds/${round.id}/decision.${format}`, `${t('levels.paper.file')}.${format}`).catch((error: unknown) => message.error(messageOf(error)))
  return <span className="level-filter no-print">{(['docx', 'pdf'] as const).map((format) => <Button key={format} size="small" onClick={() => save(format)}>{t('levels.paper', { format: format === 'docx' ? 'Word' : 'PDF' })}</Button>)}</span>
}

/** The scan of the signed decision: whoever sees the round opens it, the committee hangs it on once. */
function Signed({ round: { id, version, signedCopy, may } }: { round: RoundView }) {
  const { act, busy, refused } = useActing(LEVELS)
  if (signedCopy === null && !may.includes('attach')) return null
  return (
    <p className="no-print">
      {refused !== null && <Alert type="error" role="alert" showIcon title={refused} />}
      {t('levels.signedCopy')}: {signedCopy !== null ? <FileLink id={signedCopy.id} name={signedCopy.name} /> : <FileField value={null} name={null} label={t('levels.signedCopy')} disabled={busy} onChange={(fileId) => { if (fileId !== null) void act(() => attachSignedCopy(id, version, fileId)) }} />}
    </p>
  )
}

const FILTERS = {
  all: () => true,
  changed: ({ before, level }: LevelLine) => level !== null && before !== null && level !== before,
  missing: ({ level, follows }: LevelLine) => level === null && !follows,
  remarks: ({ remarks }: LevelLine) => remarks > 0,
  manual: ({ decidedReason }: LevelLine) => decidedReason !== null,
} as const
type Filter = keyof typeof FILTERS

/** What asks for a look stands first: remarks, what is not known, then the higher levels; the rest in the order of the tree. */
function urgency({ remarks, level, follows, parentId }: LevelLine): number {
  if (parentId === null) return 100
  return remarks > 0 ? 50 : level === null && !follows ? 40 : level ?? 0
}

function Lines({ round }: { round: RoundView }) {
  const [search, setSearch] = useSearchParams()
  const filter = (Object.keys(FILTERS) as Filter[]).find((each) => each === search.get('loc')) ?? 'all'
  const shown = round.lines.filter(FILTERS[filter]).toSorted((a, b) => urgency(b) - urgency(a))
  const lacking = round.lines.some(FILTERS.missing)
  return (
    <section className="level-section" aria-label={t('levels.inside')}>
      <div className="level-filter no-print" role="group" aria-label={t('levels.filter')}>
        {(Object.keys(FILTERS) as Filter[]).map((each) => <button key={each} type="button" aria-pressed={each === filter} onClick={() => setSearch(each === 'all' ? {} : { loc: each })}>{t(`levels.filter.${each}`)} <b className="figures">{formatNumber(round.lines.filter(FILTERS[each]).length)}</b></button>)}
      </div>
      {lacking && round.state === 'proposed' && <Alert className="gap-below" type="warning" showIcon title={<>{t('levels.missing.help')} <Link to="/cap-do/so-lieu">{t('levels.told')}</Link></>} />}
      {shown.length === 0 ? <p className="quiet">{t('levels.filter.empty')}</p> : (
        <Table caption={t('levels.inside')} heads={['levels.column.area', 'levels.column.level', 'levels.column.before', 'levels.column.cases', 'levels.column.rate', 'levels.column.why']}>
          {shown.map((line) => <Line key={line.areaId} line={line} round={round} />)}
        </Table>
      )}
    </section>
  )
}

function Line({ line, round }: { line: LevelLine; round: RoundView }) {
  const lacks = line.missing.map((measure) => measureWord(measure)).join('; ')
  return (
    <tr>
      <td data-label={t('levels.column.area')}><Link to={`/cap-do/dot/${round.id}/${line.areaId}`}>{line.area}</Link>{line.remarks > 0 && <span className="level-note">{t('levels.column.remarks')}: {line.remarks}</span>}</td>
      <td data-label={t('levels.column.level')}><LevelOf level={line.level} levels={round.levels} none={line.follows ? t('levels.follows') : t('levels.unknown')} />{line.decidedReason !== null && <span className="level-note">{line.decidedReason}</span>}</td>
      <td data-label={t('levels.column.before')}>{line.before === null ? t('levels.none') : <LevelOf level={line.before} levels={round.levels} />}</td>
      <td className="level-number" data-label={t('levels.column.cases')}>{line.cases === null ? '' : formatNumber(line.cases)}</td>
      <td className="level-number" data-label={t('levels.column.rate')}>{line.rate === null ? '' : formatNumber(Math.ceil(line.rate * 10) / 10)}</td>
      <td data-label={t('levels.column.why')}>{lacks !== '' ? t('levels.missing', { what: lacks }) : line.level === round.levels[0]?.level ? '' : line.decisive.join('; ')} <span className="quiet">({t('levels.column.confidence').toLocaleLowerCase('vi')} {t(`levels.confidence.${line.confidence}` as Key)})</span></td>
    </tr>
  )
}
