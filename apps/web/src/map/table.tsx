import type { MapFeature } from '@phaodai/office'
import { indicatorWord } from '../indicators/words.ts'
import { formatNumber, t } from '../text/t.ts'
import { Nothing } from '../ui/states.tsx'
import { LevelBadge } from '../levels/badge.tsx'
import { answerOf, isHealth, levelClass, valueOf, type AreaCounts, type Question } from './classes.ts'
import { CountLink, countNames } from './counts.tsx'
import { MapFigure } from './indicator-layer.tsx'
import { Swatch } from './legend.tsx'

type Row = { id: number; fullName: string; kind: string }
type Props = { features: readonly MapFeature[]; unplaced: readonly { id: number; fullName: string }[]; counts: ReadonlyMap<number, AreaCounts>; question: Question; indicator: string | undefined; day: string; selected: number | undefined; onSelect: (id: number) => void }

/** The same as the map, to be read by keyboard and screen reader: highest number first. Areas without a place are here too. */
export function MapTable({ features, unplaced, counts, question, indicator, day, selected, onSelect }: Props) {
  const { classes } = answerOf(question, features, counts)
  const placed: Row[] = features.filter(({ id, properties }) => !properties.archipelago || counts.has(id)).map(({ id, properties }) => ({ id, fullName: properties.fullName, kind: properties.kind }))
  const rows = [...placed, ...unplaced.map((each) => ({ ...each, kind: '' }))]
  if (rows.length === 0) return <Nothing title="map.empty" />
  const rank = ({ id }: Row) => (question === 'level' ? Number(levelClass(counts.get(id))) : valueOf(question, counts.get(id)) ?? -1)
  return (
    <table className="table map-table">
      <caption className="unseen">{t(`map.question.${question}`)}</caption>
      <thead><tr><th scope="col">{t('map.unit')}</th>{isHealth(question) ? <th scope="col" className="number">{t(`map.question.${question}`)}</th> : question === 'indicator' ? <th scope="col" className="number">{indicatorWord(indicator ?? '')}</th> : countNames.map((name) => <th key={name} scope="col" className="number">{t(`map.count.${name}`)}</th>)}</tr></thead>
      <tbody>
        {rows.toSorted((a, b) => rank(b) - rank(a)).map((row) => (
          <tr key={row.id} className={row.id === selected ? 'picked' : ''}>
            <th scope="row"><Swatch question={question} klass={classes.get(row.id) ?? 'unseen'} /> <button type="button" className="as-link" onClick={() => onSelect(row.id)}>{row.fullName}</button></th>
            {isHealth(question) ? <td className="number figures"><HealthCell question={question} counts={counts.get(row.id)} /></td> : question === 'indicator' ? <td className="number figures"><MapFigure indicator={indicator ?? ''} area={row.id} day={day} counts={counts.get(row.id)} /></td> : countNames.map((name) => <td key={name} className="number" data-label={t(`map.count.${name}`)}><CountLink counts={counts.get(row.id)} name={name} /></td>)}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function HealthCell({ question, counts }: { question: Question; counts: AreaCounts | undefined }) {
  if (question === 'level') return <LevelBadge name={counts?.level?.name ?? null} colour={counts?.level?.colour ?? null} />
  const value = valueOf(question, counts)
  return value === null ? <span className="quiet">{t('map.indicatorUnseen')}</span> : <>{formatNumber(value)}</>
}
