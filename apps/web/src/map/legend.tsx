import { indicatorWord } from '../indicators/words.ts'
import { formatNumber, t } from '../text/t.ts'
import { mapClasses, patterns, shades, spanOf, type Answer, type MapClass, type Question } from './classes.ts'

const kindWords = { 1: 'map.kind.country', 2: 'map.kind.town', 3: 'map.kind.city', 4: 'map.kind.zone' } as const

const levelWords = { 1: 'map.level.green', 2: 'map.level.yellow', 3: 'map.level.orange', 4: 'map.level.red' } as const

function wordsOf(question: Question, klass: MapClass, width: number): string {
  if (klass === 'unseen') return t(question === 'indicator' || question === 'incidence' || question === 'coverage' ? 'map.indicatorUnseen' : 'map.unseen')
  if (question === 'level') return t(klass === 0 ? 'levels.none' : levelWords[klass])
  if (klass === 0) return t('map.none')
  if (question === 'units') return t(kindWords[klass])
  const [from, to] = spanOf(klass, width)
  return from === to ? formatNumber(from) : `${formatNumber(from)}–${formatNumber(to)}`
}

/** A square as the map fills it: shade and pattern. */
export function Swatch({ question, klass }: { question: Question; klass: MapClass }) {
  return <span aria-hidden="true" className={`swatch pattern-${patterns[klass]}`} style={{ backgroundColor: shades[question][klass] }} />
}

/** What the classes on the map mean; only those that occur. */
export function Legend({ question, answer, indicator }: { question: Question; answer: Answer; indicator: string | undefined }) {
  const present = new Set(answer.classes.values())
  return (
    <div className="map-legend">
      <strong>{question === 'indicator' && indicator ? <>{indicatorWord(indicator)} <span className="quiet">{t('map.indicatorDays')}</span></> : t(`map.question.${question}`)}</strong>
      <ul>
        {mapClasses.filter((klass) => present.has(klass)).map((klass) => (
          <li key={klass}><Swatch question={question} klass={klass} /> {wordsOf(question, klass, answer.width)}</li>
        ))}
      </ul>
    </div>
  )
}
