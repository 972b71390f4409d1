/** The words of a body's name in one form, so that "UBND huyện", "Uỷ ban nhân dân huyện" and "Ủy ban Nhân dân Huyện" are one key. */
import { searchKey } from '@phaodai/vocabulary'

/** Short forms of directives (domain practice of both chains), longest first where one contains another. */
const SHORT_FORMS: readonly (readonly [RegExp, string])[] = ([
  ['thuong truc hdnd ubnd', 'hoi dong nhan dan uy ban nhan dan'],
  ['vp', 'van phong'], ['ubnd', 'uy ban nhan dan'], ['hdnd', 'hoi dong nhan dan'], ['ubkt', 'uy ban kiem tra'], ['mttq', 'mat tran to quoc'],
  ['bcd', 'ban chi dao'], ['btg', 'ban tuyen giao'], ['bdv', 'ban dan van'], ['bch quan su', 'chi huy quan su'], ['ban chqs', 'chi huy quan su'],
  ['bo chqs', 'chi huy quan su'], ['(?:ban|bo) chi huy quan su', 'chi huy quan su'], ['bdbp', 'bo doi bien phong'],
  ['(?:ban|bo) chi huy bo doi bien phong', 'bo doi bien phong'], ['bo chbdbp', 'bo doi bien phong'], ['llvt', 'luc luong vu trang'],
  ['ttyt', 'trung tam y te'], ['tyt', 'tram y te'], ['ksbt', 'kiem soat benh tat'], ['bvdk', 'benh vien da khoa'],
  ['gd dt|gddt', 'giao duc va dao tao'], ['so tt tt|so tttt', 'so thong tin va truyen thong'], ['van hoa tt tt', 'van hoa the thao va truyen thong'],
  ['vh tt tt', 'van hoa the thao va truyen thong'], ['vh tt|vhtt', 'van hoa va thong tin'], ['tc kh|tckh', 'tai chinh ke hoach'],
  ['ld tb xh|ldtbxh', 'lao dong thuong binh va xa hoi'], ['nn ptnt', 'nong nghiep va phat trien nong thon'],
  ['ptnt', 'phat trien nong thon'], ['gtvt', 'giao thong van tai'], ['vhtt dl|vhttdl', 'van hoa the thao va du lich'],
  ['pt th|ptth', 'phat thanh va truyen hinh'], ['ct xh|chinh tri xa hoi', 'chinh tri xa hoi'], ['lhpn', 'lien hiep phu nu'], ['ldld', 'lien doan lao dong'],
  ['ccb', 'cuu chien binh'], ['tp', 'thanh pho'], ['d c', 'dong chi'], ['syt', 'so y te'],
] as const).map(([short, long]) => [new RegExp(`\\b(?:${short})\\b`, 'g'), long] as const)

const SAME_THING: readonly (readonly [RegExp, string])[] = [
  [/\b(?:uy ban )?mat tran to quoc(?: viet nam)?\b/g, 'mat tran to quoc'],
  [/\b(?:cong tac )?phong(?: va)? chong(?: dich)?(?: benh)?(?: covid(?: 19)?)?\b/g, 'phong chong dich'],
  [/\bto covid(?: 19)? cong dong\b/g, 'to covid cong dong'],
  [/\bban chi dao hoat dong\b/g, 'ban chi dao'],
  [/\bva\b/g, ' '],
]

/** Key of a body's name: search key with short forms written out and "và" left out. */
export function bodyKey(text: string): string {
  let key = searchKey(text)
  for (const [pattern, long] of [...SHORT_FORMS, ...SAME_THING]) key = key.replace(pattern, long)
  return key.replace(/\s+/g, ' ').trim()
}

const PEOPLE_OF = new RegExp('^(?:(?:cac|toan the) )?(?:dong chi|lanh dao|thu truong|thanh vien|uy vien|chanh(?= van phong)|giam doc|chu tich|'
  + 'truong(?= (?:phong|ban) )|pho bi thu|bi thu|nguoi dung dau|thuong truc|ban thuong vu|ban chap hanh) ')

/**
 * A written name without what does not change who is meant: remarks in brackets, "- Cơ quan Thường trực …",
 * and the people of a body ("Các đồng chí Thường trực …", "Bí thư các …", "Thành viên …") for the body itself.
 */
export function plainKey(written: string): string {
  const bare = written.replace(/\([^)]*\)/g, ' ').replace(/\s[-–]\s*cơ quan thường trực.*$/iu, ' ')
  let key = bodyKey(bare).replace(/\bcua (?=tinh|huyen|xa)\b/g, '').replace(/ (?:tren dia ban|thuoc|truc thuoc)(?= (?:tinh|huyen|xa)(?: |$)(?!uy\b))/, '')
  while (PEOPLE_OF.test(key)) key = key.replace(PEOPLE_OF, '')
  return key
}

/** Ways of saying "of this level" at the end of a name, beside the kind of the unit itself. */
export const LEVEL_WORD = { province: 'tinh', district: 'huyen', commune: 'xa', village: 'thon' } as const

const COMPOUNDS: readonly (readonly [RegExp, string])[] = [
  [/sở,\s*(?:ban,\s*)?(?:và\s+)?ngành/giu, 'sở ban ngành'], [/cơ quan,\s*đơn vị/giu, 'cơ quan đơn vị'], [/huyện(?: ủy| uỷ)?,\s*(?:thị|thành)(?: ủy| uỷ)/giu, 'huyện ủy thành ủy'],
  [/xã,\s*(?:phường,\s*)?thị trấn/giu, 'xã thị trấn'], [/phường,\s*xã/giu, 'xã phường'], [/(ủy viên[^,]*), (?=thường trực)/giu, '$1; '],
]

/** The parts of a list of bodies; "sở, ban, ngành" is one part. */
export function partsOf(written: string): string[] {
  let text = written.normalize('NFC')
  for (const [pattern, joined] of COMPOUNDS) text = text.replace(pattern, joined)
  return text.split(/[,;]|\s(?:và|cùng|\+)\s/iu).map(part => part.trim()).filter(Boolean)
}
