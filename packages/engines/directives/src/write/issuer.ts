/** How bodies head their papers: the name over them, their own, their code in numbers (domain list of issuer codes). */
import type { BodyChain, BodyKind, BodyLevel } from '@phaodai/vocabulary'
import type { DocSystem } from '../reading.ts'

/** What has to be known of a body or of its parent; `unit` is the area of its own level ("huyện Đình Lập"), `place` its bare name. */
export interface NamedBody { kind: BodyKind; chain: BodyChain; level: BodyLevel; name: string; unit: string; place: string }

/** A body and the one it stands under. */
export interface IssuerBody extends NamedBody { parent: NamedBody | null }

/** Head of a body's papers: system, name over it, its own name, code in numbers, place of the date line. */
export interface IssuerHead { system: DocSystem; superior: string | null; issuer: string; code: string; place: string }

/** Bodies that sign as a committee of the Party, under the party organisation of the level above. */
const COMMITTEES: ReadonlySet<BodyKind> = new Set(['party-committee', 'party-bloc', 'party-cell'])
/** Units of their own with a seal: their name keeps its place ("Trung tâm Y tế huyện Đình Lập"). */
const KEEP_PLACE: ReadonlySet<BodyKind> = new Set(['party-committee', 'party-bloc', 'party-cell', 'party-caucus', 'people-committee', 'health-centre', 'health-station', 'hospital', 'disease-control', 'public-unit', 'press', 'police', 'military', 'border-guard', 'front-committee', 'mass-organisation', 'village-team'])

const CODES: Partial<Record<BodyKind, string>> = {
  'people-committee': 'UBND', 'state-office': 'VPUBND', 'steering-committee': 'BCĐ', 'front-committee': 'MTTQ', 'health-centre': 'TTYT', 'health-station': 'TYT',
  'disease-control': 'KSBT', 'party-cell': 'CB', 'party-caucus': 'BCSĐ', 'border-guard': 'BĐBP', military: 'BCHQS',
}
const LEVEL_LETTER: Record<BodyLevel, string> = { province: 'T', district: 'H', commune: 'X', village: 'T' }

/** Head of a body's papers by its kind, chain and level. */
export function issuerHead(body: IssuerBody): IssuerHead {
  return { system: body.chain === 'party' ? 'party' : 'state', superior: superiorOf(body), issuer: ownName(body), code: issuerCode(body), place: body.place }
}

/** "Đảng bộ tỉnh …" over a committee, the committee over its organs, none over a people's committee. */
function superiorOf({ kind, level, chain, parent }: IssuerBody): string | null {
  if (COMMITTEES.has(kind)) return parent === null ? null : `Đảng bộ ${parent.unit}`
  if (kind === 'people-committee') return null
  if (kind === 'police' && level === 'province') return 'Bộ Công an'
  if (chain === 'armed') return parent?.chain === 'armed' ? parent.name : null
  return parent?.name ?? null
}

/** "Sở Y tế tỉnh Lạng Sơn" stands as "Sở Y tế" under the name of the province's committee. */
function ownName({ kind, name, unit, parent }: IssuerBody): string {
  if (KEEP_PLACE.has(kind) || parent === null) return name
  if (kind === 'state-office') return 'Văn phòng'
  for (const tail of [parent.name, unit, parent.unit]) if (name.endsWith(` ${tail}`)) return name.slice(0, -tail.length - 1)
  return name
}

/** Code of a body in its numbers: HU, VPTU, UBND, SYT, BCĐ. */
export function issuerCode(body: IssuerBody): string {
  const { kind, level, parent } = body
  const above = parent === null ? '' : issuerCode({ ...parent, parent: null })
  if (kind === 'party-committee') return committeeCode(body)
  if (kind === 'party-office') return `VP${above}`
  if (kind === 'party-inspection') return `UBKT${above}`
  if (kind === 'party-organ') return `${initials(body)}${above}`
  if (kind === 'police') return `CA${LEVEL_LETTER[level]}`
  return CODES[kind] ?? initials(body)
}

function committeeCode({ level, name }: NamedBody): string {
  if (level === 'province') return 'TU'
  if (level === 'commune') return 'ĐU'
  if (/^Quận ủy/iu.test(name)) return 'QU'
  return /^Th(?:ị|ành) ủy/iu.test(name) ? 'ThU' : 'HU'
}

/** First letters of a name without its place and without joining words ("Sở Giáo dục và Đào tạo tỉnh …" gives SGDĐT). */
function initials(body: IssuerBody): string {
  const own = body.name.split(/\s(?=(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu|Tỉnh ủy|Thành ủy|Huyện ủy|Thị ủy|Quận ủy|Đảng ủy)(?!\p{L}))/u)[0]!
  return own.split(/[\s,-]+/u).filter(word => word !== '' && !/^(?:và|các|của|–)$/u.test(word)).map(word => word.charAt(0).toUpperCase()).join('')
}
