import { chainClasses, type Chain } from '@phaodai/office'

export const paints = ['class', 'area'] as const
export type Paint = (typeof paints)[number]

/** Surer is darker. None of the colours that mean a level or a deadline stands here. */
const CLASS_COLOURS = { suspected: '#9fb4b8', probable: '#4d8f97', confirmed: '#0f4148' } as const
const AREA_COLOURS = ['#0f5c63', '#6a4c93', '#2f6db3', '#8a4f6d', '#5d6b2f', '#35607f', '#9a6a4a', '#7d7fb8']
export const OTHER_COLOUR = '#98a5a8'

export type Shade = { colour: string; name: string | null; cases: number }
/** The colour of each case as a number in `shades`. */
export type Painted = { of: Uint8Array; shades: Shade[] }

function byClass({ cases }: Chain): Painted {
  const shades = chainClasses.map((each): Shade => ({ colour: CLASS_COLOURS[each], name: each, cases: 0 }))
  for (const each of cases.classOf) shades[each]!.cases++
  return { of: Uint8Array.from(cases.classOf), shades }
}

/** The areas with the most cases have a colour each; the others share one. */
function byArea({ cases, areas }: Chain): Painted {
  const counts = new Int32Array(areas.length)
  for (const area of cases.area) counts[area]!++
  const largest = [...areas.keys()].sort((one, other) => counts[other]! - counts[one]!).slice(0, AREA_COLOURS.length)
  const shades = largest.map((area, at): Shade => ({ colour: AREA_COLOURS[at]!, name: areas[area]!.name, cases: counts[area]! }))
  const rest = cases.area.length - shades.reduce((sum, each) => sum + each.cases, 0)
  if (rest > 0) shades.push({ colour: OTHER_COLOUR, name: null, cases: rest })
  const of = new Uint8Array(areas.length).fill(shades.length - 1)
  largest.forEach((area, at) => (of[area] = at))
  return { of: Uint8Array.from(cases.area, (area) => of[area]!), shades }
}

/** How the cases of a chain are coloured. */
export function painted(chain: Chain, paint: Paint): Painted {
  return paint === 'class' ? byClass(chain) : byArea(chain)
}
