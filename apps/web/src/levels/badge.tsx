import type { LevelName } from '@phaodai/office'
import { t } from '../text/t.ts'
import './levels.css'

type Colour = NonNullable<LevelName['colour']>
/** Each colour has a sign of its own, for the colour-blind and for black-and-white print. */
const SIGNS: Record<Colour, string> = { green: '○', yellow: '△', orange: '◇', red: '■' }

/** A level: sign, colour and name, never colour alone. */
export function LevelBadge({ name, colour }: { name: string | null; colour: Colour | null }) {
  if (name === null) return <span className="quiet">{t('levels.none')}</span>
  return <span className={`level-badge level-${colour ?? 'plain'}`}><span aria-hidden="true">{colour === null ? '●' : SIGNS[colour]}</span> {name}</span>
}

/** A level of a rule set by its number. */
export function LevelOf({ level, levels, none = t('levels.unknown') }: { level: number | null; levels: readonly LevelName[]; none?: string }) {
  const found = levels.find((each) => each.level === level)
  return found ? <LevelBadge name={found.name} colour={found.colour} /> : <span className="quiet">{none}</span>
}

/** How many units stand at each level. */
export function LevelTally({ levels, counts }: { levels: readonly LevelName[]; counts: Readonly<Record<string, number>> }) {
  return (
    <ul className="level-tally" aria-label={t('levels.tally')}>
      {levels.filter(({ level }) => counts[level]).map((each) => <li key={each.level}><LevelBadge name={each.name} colour={each.colour} /> {t('levels.units', { n: counts[each.level] ?? 0 })}</li>)}
      {(counts.none ?? 0) > 0 && <li><span className="quiet">{t('levels.unknown')}</span> {t('levels.units', { n: counts.none ?? 0 })}</li>}
    </ul>
  )
}
