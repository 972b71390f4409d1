import type { MapFeature } from '@phaodai/office'
import { t } from '../text/t.ts'
import { shades, type Answer, type Question } from './classes.ts'

type Island = [lon: number, lat: number]

/** Some islands of each archipelago to a tenth of a degree (Vietnam's sailing directions), so that their lie is seen; no coast is drawn. */
const hoangSa: readonly Island[] = [[111.6, 16.5], [112.3, 16.8], [111.2, 15.8], [112.7, 16.7], [111.5, 17.1], [112.5, 16.1], [111.7, 16.4], [112.3, 17.0], [111.8, 16.1]]
const truongSa: readonly Island[] = [[111.9, 8.6], [114.3, 11.4], [114.4, 10.2], [114.3, 9.9], [114.5, 10.4], [113.7, 9.0], [112.9, 7.9], [114.3, 11.1], [115.0, 11.1], [113.0, 8.9], [115.8, 9.7], [112.3, 8.9], [114.9, 8.1], [116.7, 10.7]]

const scale = 15
const place = ([lon, lat]: Island) => ({ cx: (lon - 109.6) * scale, cy: (17.9 - lat) * scale })

type Props = { features: readonly MapFeature[]; answer: Answer; question: Question; onSelect: (id: number) => void }

/** Quần đảo Hoàng Sa and Quần đảo Trường Sa: part of every map of the country and of a province. */
export function IslandInset({ features, answer, question, onSelect }: Props) {
  const find = (name: string) => features.find((each) => each.properties.archipelago && each.properties.fullName.endsWith(name))
  return (
    <figure className="map-inset">
      <svg viewBox="0 0 126 166" role="img" aria-label={t('map.islands')}>
        <Archipelago islands={hoangSa} of={find('Hoàng Sa')} {...{ answer, question, onSelect }} />
        <text x="63" y="49" textAnchor="middle">{t('map.quanDao')}</text>
        <text x="63" y="58" textAnchor="middle" className="island-name">{t('map.hoangSa')}</text>
        <Archipelago islands={truongSa} of={find('Trường Sa')} {...{ answer, question, onSelect }} />
        <text x="38" y="102" textAnchor="middle">{t('map.quanDao')}</text>
        <text x="38" y="111" textAnchor="middle" className="island-name">{t('map.truongSa')}</text>
      </svg>
    </figure>
  )
}

function Archipelago({ islands, of, answer, question, onSelect }: Omit<Props, 'features'> & { islands: readonly Island[]; of: MapFeature | undefined }) {
  const klass = of && answer.classes.get(of.id)
  const fill = klass === undefined || klass === 'unseen' || klass === 0 ? '#5d696d' : shades[question][klass]
  return (
    <g onClick={of && (() => onSelect(of.id))} className={of && 'clickable'} fill={fill} stroke="#1b2326" strokeWidth="0.6">
      {islands.map((island) => <circle key={String(island)} {...place(island)} r="2.1" />)}
    </g>
  )
}
