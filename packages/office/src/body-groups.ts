/** Names that mean several bodies, or a body by its work: one row a wording, tried in this order. Keys are `plainKey`s. */
import type { BodyLevel } from '@phaodai/vocabulary'
import { bodyKey } from './body-words.ts'
import type { KnownBody } from './known-body.ts'

/** Bodies meant, or null with candidates when it is not certain. */
export interface Found { bodies: KnownBody[] | null; candidates?: KnownBody[][]; rule: string; confidence: number }

interface Question { match: RegExpExecArray; context: KnownBody; near: readonly KnownBody[]; recipients: KnownBody[] }
interface Group { rule: string; pattern: RegExp; pick: (question: Question) => (Omit<Found, 'rule'> & { rule?: string }) | null }

const CERTAIN = 0.92
const BY_SECTOR = 0.8

/** "Ngành Y tế", "lĩnh vực giáo dục": the word of the sector and its code. */
const SECTORS: readonly (readonly [RegExp, string])[] = [
  [/^y te\b/, 'y-te'], [/^giao duc\b/, 'giao-duc'], [/^tai chinh\b/, 'tai-chinh'], [/^cong an\b/, 'cong-an'], [/^quan (?:su|doi)\b/, 'quan-su'],
  [/^lao dong\b/, 'lao-dong'], [/^cong thuong\b/, 'cong-thuong'], [/^giao thong\b/, 'giao-thong'], [/^nong nghiep\b/, 'nong-nghiep'], [/^noi vu\b/, 'noi-vu'],
  [/^van hoa\b/, 'van-hoa'], [/^(?:thong tin|truyen thong|bao chi)\b/, 'truyen-thong'], [/^tuyen giao\b/, 'tuyen-giao'], [/^dan van\b/, 'dan-van'],
  [/^to chuc\b/, 'to-chuc'], [/^noi chinh\b/, 'noi-chinh'], [/^ngoai vu\b/, 'ngoai-vu'], [/^bien phong\b/, 'bien-phong'],
]

/** Kinds meant by the noun before "các xã, thị trấn" or "các huyện, thành phố". */
const NOUNS: Readonly<Record<string, readonly string[]>> = {
  '': ['people-committee'], 'uy ban nhan dan': ['people-committee'], 'chinh quyen': ['people-committee'], 'cap uy chinh quyen': ['party-committee', 'people-committee'],
  'dang uy uy ban nhan dan': ['party-committee', 'people-committee'], 'dang uy': ['party-committee'], 'cap uy': ['party-committee'], 'cap uy dang': ['party-committee'],
  'cong an': ['police'], 'chi huy quan su': ['military'], 'quan su': ['military'], 'tram y te': ['health-station'], 'trung tam y te': ['health-centre'],
  'y te': ['health-station', 'health-centre'], 'mat tran to quoc': ['front-committee'], 'ban chi dao': ['steering-committee'],
  'ban chi dao phong chong dich': ['steering-committee'],
}

const COMMUNES = '(?:xa|phuong|thi tran|dac khu)'
const DISTRICTS = '(?:huyen|thi xa|thanh pho|quan)'
const EMPTY = { bodies: null, confidence: 0 } as const

function certain(bodies: KnownBody[]): Omit<Found, 'rule'> | null {
  return bodies.length > 0 ? { bodies, confidence: CERTAIN } : null
}

/** Bodies of the speaker's own level and unit. */
function beside({ near, context }: Question, kinds: readonly string[], level: BodyLevel = context.level): KnownBody[] {
  return near.filter(body => body.level === level && kinds.includes(body.kind))
}

function unitsOf(level: BodyLevel): Group['pick'] {
  return (question) => {
    const kinds = NOUNS[(question.match[1] ?? '').trim()]
    return kinds ? certain(beside(question, kinds, level)) : null
  }
}

function levelWord(word: string | undefined, context: KnownBody): BodyLevel {
  const levels: Record<string, BodyLevel> = { tinh: 'province', huyen: 'district', quan: 'district', 'thi xa': 'district', xa: 'commune', phuong: 'commune' }
  return (word && levels[word]) || context.level
}

function ofLevel(kinds: readonly string[]): Group['pick'] {
  return question => certain(beside(question, kinds, levelWord(question.match[1], question.context)))
}

/** The committee's own sections at its level, else the committee that leads them. */
function associations(question: Question): Omit<Found, 'rule'> | null {
  const level = levelWord(question.match[1], question.context)
  const own = beside(question, ['mass-organisation'], level)
  return certain(own.length > 0 ? own : beside(question, ['front-committee'], level))
}

function frontWithAssociations(question: Question): Omit<Found, 'rule'> | null {
  return certain(beside(question, ['front-committee', 'mass-organisation'], levelWord(question.match[1], question.context)))
}

/** Party organisations directly below the speaker's committee. */
function partyBelow({ near, context }: Question): Omit<Found, 'rule'> | null {
  const committee = context.kind === 'party-committee' ? context : near.find(body => body.kind === 'party-committee' && body.unitId === context.unitId)
  return committee ? certain(near.filter(body => body.parentId === committee.id && ['party-committee', 'party-cell', 'party-bloc'].includes(body.kind))) : null
}

const STATE_UNITS = ['department', 'public-unit', 'health-centre', 'health-station', 'state-office', 'press', 'hospital', 'disease-control']

/** "Ngành Y tế" at the speaker's level: the department and, below a province, the health centre; never a guess between chains. */
function sector(question: Question): Omit<Found, 'rule'> | null {
  const code = SECTORS.find(([word]) => word.test(question.match[1] ?? ''))?.[1]
  const level = levelWord(question.match[2], question.context)
  const inSector = question.near.filter(body => body.sector === code && body.level === level && body.chain !== 'front')
  const leading = inSector.filter(body => ['department', 'health-centre', 'health-station', 'police', 'military', 'border-guard', 'party-organ'].includes(body.kind))
  const bodies = leading.some(body => body.kind === 'department') && level === 'province' ? leading.filter(body => body.kind === 'department') : leading
  return bodies.length > 0 ? { bodies, confidence: BY_SECTOR } : null
}

function steering(question: Question): Omit<Found, 'rule'> | null {
  const about = (question.match[1] ?? '').trim()
  const level = levelWord(question.match[2], question.context)
  const boards = beside(question, ['steering-committee'], level)
  const plain = about === '' || about === 'phong chong dich'
  if (plain) return certain(boards) ?? { ...EMPTY, candidates: [beside(question, ['people-committee'], level)] }
  const named = boards.filter(body => bodyKey(body.name).includes(about))
  return named.length > 0 ? certain(named) : { ...EMPTY, candidates: [boards, beside(question, ['people-committee'], level)] }
}

/** Everybody and nobody: the office says who. */
function everybody(question: Question): Omit<Found, 'rule'> {
  const offices = beside(question, STATE_UNITS)
  return { ...EMPTY, candidates: [question.recipients, offices, beside(question, ['people-committee'])] }
}

function committees(...levels: BodyLevel[]): Group['pick'] {
  return question => certain(question.near.filter(body => body.kind === 'party-committee' && levels.includes(body.level)))
}

function withBlocs(question: Question): Omit<Found, 'rule'> | null {
  const level: BodyLevel = question.near.some(body => body.level === 'district' && body.kind === 'party-committee') ? 'district' : 'commune'
  return certain([...beside(question, ['party-committee'], level), ...beside(question, ['party-bloc'])])
}

const LEVEL = '(?: (?:cap )?(tinh|huyen|quan|thi xa|xa|phuong|cac cap|.*tu .* den co so))?'

/** The rows; patterns see keys without marks and without "và". */
export const groups: readonly Group[] = [
  { rule: 'district-committees', pattern: /^cac (?:quan uy |thi uy |huyen uy |huyen |thi )+(?:thanh uy|thi uy)(?: dang uy(?: truc thuoc.*)?)$/, pick: withBlocs },
  { rule: 'district-committees', pattern: /^cac (?:(?:quan|thi|huyen|thanh)(?: uy)? ?)+$/, pick: q => (/\buy\b/.test(q.match[0]) ? committees('district')(q) : null) },
  { rule: 'own-party-bodies', pattern: /^(?:cac )?dang uy truc thuoc(?: .*)?$/, pick: q => certain(beside(q, ['party-bloc'])) },
  { rule: 'communes', pattern: new RegExp(`^(.*?) ?o?(?:cac |cap |o )(?:cac )?${COMMUNES}(?: ${COMMUNES})*$`), pick: unitsOf('commune') },
  { rule: 'communes', pattern: new RegExp(`^(.*?) ?${COMMUNES}(?: ${COMMUNES})+$`), pick: unitsOf('commune') },
  { rule: 'districts', pattern: new RegExp(`^(.*?) ?(?:cac |cap )(?:cac )?${DISTRICTS}(?: ${DISTRICTS})*$`), pick: unitsOf('district') },
  { rule: 'departments', pattern: /^(?:cac )?so(?: ban)?(?: nganh)?(?: (?:cap )?tinh)?(?: lien quan)?$/, pick: q => certain(beside(q, ['department', 'police', 'military', 'border-guard'])) },
  { rule: 'party-organs', pattern: /^cac ban (?:xay dung )?dang(?: (?:tinh|huyen|thanh)(?: uy)?)?$/, pick: q => certain(beside(q, ['party-organ', 'party-inspection', 'party-office'])) },
  { rule: 'party-caucuses', pattern: /^(?:cac )?(?:dang doan|ban can su dang)(?: (?:dang doan|ban can su dang))*(?: tinh)?$/, pick: q => certain(beside(q, ['party-caucus'])) ?? certain(beside(q, ['party-bloc'])) },
  { rule: 'party-below', pattern: /^(?:cac )?(?:(?:chi bo|dang bo|chi dang bo|chi|to chuc co so dang|to chuc dang co so|cap uy to chuc dang|cap uy|cap uy dang)(?: |$))+(?:co so|truc thuoc.*|cac cap)?$/, pick: partyBelow },
  { rule: 'front', pattern: new RegExp(`^mat tran to quoc (?:cac )?(?:to chuc chinh tri xa hoi|doan the(?: chinh tri xa hoi)?)${LEVEL}$`), pick: frontWithAssociations },
  { rule: 'front', pattern: new RegExp(`^mat tran to quoc${LEVEL}$`), pick: ofLevel(['front-committee']) },
  { rule: 'associations', pattern: new RegExp(`^(?:cac )?(?:to chuc chinh tri xa hoi|doan the(?: chinh tri xa hoi)?)${LEVEL}$`), pick: associations },
  { rule: 'armed-forces', pattern: new RegExp(`^(?:cac )?luc luong vu trang${LEVEL}$`), pick: ofLevel(['police', 'military', 'border-guard']) },
  { rule: 'steering', pattern: /^(?:cac )?ban chi dao(?: (.*?))??(?: (?:cap )?(tinh|huyen|xa))?$/, pick: steering },
  { rule: 'committee', pattern: /^(?:ban thuong vu|thuong truc|ban chap hanh|cap uy)$/, pick: q => certain(beside(q, ['party-committee'])) },
  { rule: 'council-and-committee', pattern: /^hoi dong nhan dan uy ban nhan dan(?: (tinh|huyen|xa))?$/, pick: ofLevel(['people-committee']) },
  { rule: 'sector', pattern: /^nganh (.+?)(?: (tinh|huyen|xa))?$/, pick: sector },
  { rule: 'sector', pattern: /^(y te|giao duc)(?: (tinh|huyen|xa))?$/, pick: sector },
  { rule: 'state-units', pattern: /^(?:cac )?(?:co quan|phong ban|ban nganh|don vi)(?: (?:co quan|ban nganh|don vi|chuyen mon|phong))*(?: truc thuoc)?(?: uy ban nhan dan)? (tinh|huyen|xa)$/, pick: ofLevel(STATE_UNITS) },
  { rule: 'villages', pattern: /^(?:cac )?(?:thon|ban|to dan pho|khu pho|khoi pho)(?: (?:thon|ban|to dan pho|khu pho|khoi pho))*$/, pick: q => certain(q.near.filter(body => body.level === 'village' && body.chain === 'state')) },
]

/** Tried last: words for everybody, which only the office can make definite. */
export const vague: readonly Group[] = [
  { rule: 'everybody', pattern: /^(?:(?:cac|toan|nguoi|doanh nghiep)\b.*(?:co quan|don vi|cap|nganh|dia phuong|he thong chinh tri|to chuc)|(?:don vi|dia phuong|co quan)\b.*)/, pick: everybody },
]
