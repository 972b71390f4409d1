import type { Found, Reading } from './reading.ts'
import { allMatches } from './matching.ts'
import { missing, REASONS } from './reasons.ts'
import { cut, quoted, type Strand } from './strand.ts'

const DISEASES: readonly RegExp[] = [
  /Covid\s?[-–]?\s?19/iu, /SARS-CoV-2|nCoV/iu, /[Dd]ịch tả lợn (?:Châu|châu) Phi/u, /[Ss]ốt xuất huyết(?: Dengue)?/u, /[Cc]úm (?:gia cầm|A\/?H\d+N\d+|A(?:\/H\d+N\d+)?\(?H\d+N\d+\)?|mùa)/u,
  /[Bb]ệnh dại/u, /(?:[Dd]ịch |[Bb]ệnh )?[Ss]ởi(?! ấm)(?! lửa)/u, /[Tt]ay[,\s–-]+chân[,\s–-]+miệng/u, /[Bb]ạch hầu/u, /[Hh]o gà/u, /[Tt]hủy đậu/u, /[Ll]ở mồm[,\s]+long móng/u, /[Vv]iêm da nổi cục/u, /[Đđ]ậu mùa khỉ|[Mm]pox/u,
  /[Tt]iêu chảy cấp/u, /(?:[Dd]ịch|[Bb]ệnh) tả(?! lợn)/u, /[Vv]iêm não Nhật Bản/u, /[Bb]ại liệt/u, /[Tt]ai xanh/u, /[Ss]ốt rét/u, /Ebola|Zika|Marburg/iu, /[Nn]ão mô cầu/u, /[Ll]ao phổi|[Bb]ệnh [Ll]ao(?! động)/u, /HIV(?:\/AIDS)?/u, /[Rr]ubella/u, /MERS(?:-CoV)?/u,
  /[Ll]iên cầu lợn/u, /[Nn]hiệt thán|bệnh than(?!\p{L})/u, /Whitmore/iu, /[Đđ]au mắt đỏ/u,
]

const NAMINGS = DISEASES.map(shape => [shape, new RegExp(shape.source, `${shape.flags}g`)] as const)
/** Most paragraphs name none. */
const ANY = new RegExp(DISEASES.map(shape => shape.source).join('|'), 'iu')

/** The disease a document is about: named in its abstract, else the one named most in the text. */
export function diseaseOf(abstract: Strand | null, paragraphs: readonly Strand[]): Reading<string> {
  const inAbstract = abstract ? firstIn(abstract, 0.97, 'disease-in-abstract') : null
  if (inAbstract) return inAbstract
  const looked = opening(paragraphs).filter(paragraph => ANY.test(paragraph.text))
  let best: { count: number; hit: Found<string> } | null = null
  for (const [shape, everywhere] of NAMINGS) {
    const count = looked.reduce((sum, paragraph) => sum + allMatches(everywhere, paragraph.text).length, 0)
    if (count > (best?.count ?? 0)) best = { count, hit: firstOf(shape, looked) }
  }
  return best ? best.hit : missing(REASONS.noDisease)
}

/** As much of a document as a disease is looked for in, in characters. */
const LOOKED_AT = 20_000

function opening(paragraphs: readonly Strand[]): Strand[] {
  const looked: Strand[] = []
  let left = LOOKED_AT
  for (const paragraph of paragraphs) {
    if (left <= 0) break
    looked.push(cut(paragraph, 0, left))
    left -= paragraph.text.length
  }
  return looked
}

function firstIn(strand: Strand, confidence: number, rule: string): Found<string> | null {
  for (const shape of DISEASES) {
    const match = shape.exec(strand.text)
    if (match) return quoted(cut(strand, match.index, match.index + match[0].length), confidence, rule)
  }
  return null
}

function firstOf(shape: RegExp, paragraphs: readonly Strand[]): Found<string> {
  const holder = paragraphs.find(paragraph => shape.test(paragraph.text))!
  const match = shape.exec(holder.text)!
  return quoted(cut(holder, match.index, match.index + match[0].length), 0.85, 'disease-most-named')
}
