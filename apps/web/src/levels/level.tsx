import { useQuery } from '@tanstack/react-query'
import type { LevelOrigin, LevelReason, LevelView } from '@phaodai/office'
import { formatDay } from '@phaodai/vocabulary'
import { Link, useParams } from 'react-router'
import { formatNumber, t, type Key } from '../text/t.ts'
import { AreaWord } from '../map/area-word.tsx'
import { Answer } from '../ui/states.tsx'
import { Table } from '../ui/table.tsx'
import { useTitle } from '../ui/title.ts'
import { getLevel, LEVELS } from './api.ts'
import { LevelOf } from './badge.tsx'
import { Remarks } from './remarks.tsx'
import { LevelRooms } from './rooms.tsx'
import { Settle } from './settle.tsx'
import { WhatIfSheet } from './what-if.tsx'
import { foundText, measureWord, resultText } from './words.ts'

/** One unit of a round: its level, row by row why, the figures it rests on, what would be if, and what was said against it. */
export function LevelPage() {
  useTitle('levels.rounds')
  const { id, areaId } = useParams()
  const found = useQuery({ queryKey: [...LEVELS, 'level', id, areaId], queryFn: () => getLevel(id!, Number(areaId)) })
  return (
    <>
      <LevelRooms here="rounds" />
      <Answer of={found}>{(view) => <Level key={`${view.round.id} ${view.areaId}`} view={view} />}</Answer>
    </>
  )
}

function Level({ view }: { view: LevelView }) {
  const { round, rules } = view
  const open = round.state === 'proposed'
  return (
    <>
      <h1>{t('levels.level', { area: view.area })}</h1>
      <p className="quiet"><Link to={`/cap-do/dot/${round.id}`}>{t('levels.round', { disease: round.disease, area: round.area })}</Link>, {t('levels.round.day', { day: formatDay(round.day) })}, {rules.name}</p>
      <p className="level-large"><LevelOf level={view.level} levels={rules.levels} none={view.follows ? t('levels.follows') : t('levels.unknown')} /> {view.before !== null && <>{t('levels.column.before')}: <LevelOf level={view.before} levels={rules.levels} /></>}</p>
      {view.decidedReason !== null && <p>{t('levels.decided', { computed: rules.levels.find(({ level }) => level === view.computed)?.name ?? t('levels.unknown'), reason: view.decidedReason })}</p>}
      {view.missing.length > 0 && <p><strong>{t('levels.missing', { what: view.missing.map(measureWord).join('; ') })}</strong> {t('levels.missing.help')} <Link to={`/cap-do/so-lieu?dia-ban=${view.areaId}`}>{t('levels.told')}</Link></p>}
      <section className="level-section" aria-label={t('levels.reasons')}><h2>{t('levels.reasons')}</h2><Reasons reasons={view.reasons} /></section>
      {view.turns.length > 1 && <p>{t('levels.turns')}: {view.turns.map(({ count, level }) => t('levels.turn', { n: formatNumber(count), level: rules.levels.find((each) => each.level === level)?.name ?? t('levels.unknown') })).join('; ')}.</p>}
      <Figures view={view} />
      {open && <WhatIfSheet view={view} />}
      <Remarks view={view} />
      {view.may.includes('settle') && <Settle view={view} />}
      <p className="no-print"><Link to={`/cap-do/dia-ban/${view.areaId}`}>{t('levels.history')}</Link></p>
    </>
  )
}

/** Rows of the rules: what was found, what it makes, and whether it decided. */
export function Reasons({ reasons }: { reasons: readonly LevelReason[] }) {
  return (
    <Table caption={t('levels.reasons')} heads={['levels.column.rule', 'levels.column.value', 'levels.column.result', 'levels.column.confidence']}>
      {reasons.map((reason) => (
        <tr key={`${reason.step} ${reason.id}`} className={reason.counts ? 'level-decides' : ''}>
          <td data-label={t('levels.column.rule')}>{reason.name}</td>
          <td className="level-number" data-label={t('levels.column.value')}>{foundText(reason)}{reason.summed !== undefined && <span className="level-note">{t('levels.origin.parts', { n: reason.summed })}</span>}</td>
          <td data-label={t('levels.column.result')}>{resultText(reason)}{reason.counts && <> ({t('levels.counts')})</>}</td>
          <td data-label={t('levels.column.confidence')}>{t(`levels.confidence.${reason.confidence}` as Key)} <span className="quiet">{reason.source}</span></td>
        </tr>
      ))}
    </Table>
  )
}

function OriginText({ of }: { of: LevelOrigin | undefined }) {
  if (!of) return null
  return (
    <>
      {t(`levels.origin.${of.kind}` as Key, { by: of.by ?? '', day: formatDay(of.day) })}
      {of.source !== null && of.source !== of.by && <span className="quiet"> {of.source}</span>}
      {of.areaId !== null && <span className="quiet"> (<AreaWord id={of.areaId} />)</span>}
      {of.confidence !== null && <span className="quiet"> {t('levels.column.confidence').toLocaleLowerCase('vi')} {t(`levels.confidence.${of.confidence}` as Key)}</span>}
    </>
  )
}

function Figures({ view }: { view: LevelView }) {
  const measures = Object.entries({ ...view.above, ...view.measures })
  return (
    <section className="level-section" aria-label={t('levels.figures')}>
      <h2>{t('levels.figures')}</h2>
      <Table caption={t('levels.figures')} heads={['levels.column.measure', 'levels.column.value', 'levels.column.origin']}>
        {view.people !== null && <tr><td data-label={t('levels.column.measure')}>{measureWord('population')}</td><td className="level-number" data-label={t('levels.column.value')}>{formatNumber(view.people)}</td><td data-label={t('levels.column.origin')}><OriginText of={view.origins.population} /></td></tr>}
        {measures.map(([measure, { count, base, percentage }]) => (
          <tr key={measure}>
            <td data-label={t('levels.column.measure')}>{measureWord(measure)}</td>
            <td className="level-number" data-label={t('levels.column.value')}>{percentage ? t('levels.share', { value: formatNumber(count) }) : base === 1 ? formatNumber(count) : t('levels.ratio', { count: formatNumber(count), base: formatNumber(base) })}</td>
            <td data-label={t('levels.column.origin')}><OriginText of={view.origins[measure]} /></td>
          </tr>
        ))}
      </Table>
    </section>
  )
}
