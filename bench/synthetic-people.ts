/**
 * A labelled set of invented people for person matching: households that share phone and address, twins, people of one name
 * and year who are two, and duplicate records with the mistakes offices make. Every draw comes from the seed. Names are drawn
 * at random from lists, numbers are built from the rules of their form; none belongs to anybody.
 */
import { foldMarks } from '@phaodai/vocabulary'
import type { PersonFacts, Sex } from '@phaodai/person-matching'
import { choose, random, weighted, type Random } from './random.ts'
import { misspell } from './misspelling.ts'

export interface LabelledPerson extends PersonFacts {
  /** Records of one number are one person. */
  who: number
  name: string
  sex: Sex | null
  birthDate: string | null
  phones: string[]
  identity: string[]
  residence: number[]
  address: string
}

/** Shares of the set; a duplicate record counts as one of the `size` records. */
export interface Shape { size: number; duplicates: number; seed: number; twins?: number; namesakes?: number }

const FAMILIES = weighted('Nguyễn 24 Trần 8 Lê 7 Phạm 5 Hoàng 9 Vũ 3 Phan 2 Trương 2 Bùi 2 Đặng 2 Đỗ 2 Ngô 1 Hồ 1 Dương 2 Đinh 1 Lý 3 Đào 1 Đoàn 1 Trịnh 1 Mai 1 Lâm 1 Lương 3 Hà 1 Nông 6 Vi 4 Triệu 3 Hứa 2 Bế 1 Chu 2 Tô 1 Tạ 1 Cao 1 Lưu 1 Ma 1 Linh 1 La 1 Lộc 1 Giáp 1 Thân 1 Đàm 1')
const MIDDLES = { male: weighted('Văn 40 Đức 6 Minh 5 Quang 5 Hữu 4 Xuân 3 Đình 4 Ngọc 3 Công 3 Trọng 2 Thế 2 Mạnh 3 Quốc 3 Tuấn 2 Anh 2 Gia 2 Bảo 2 Hoàng 2 Viết 2 Duy 2 Tiến 2 Thanh 2'), female: weighted('Thị 50 Thu 4 Ngọc 5 Thanh 4 Hồng 4 Kim 3 Thùy 3 Phương 3 Hải 2 Mai 2 Bích 2 Minh 2 Quỳnh 2 Khánh 2 Bảo 2 Thị_Thu 3 Thị_Hồng 3 Thị_Kim 2 Thị_Thanh 3') }
const GIVENS = {
  male: weighted('Anh 3 Hùng 4 Dũng 4 Minh 3 Tuấn 4 Hải 3 Nam 3 Long 3 Đức 3 Sơn 4 Hiếu 3 Tiến 3 Quang 3 Cường 4 Thắng 4 Bình 3 Quân 2 Huy 3 Dương 2 Tú 2 Đạt 3 Khánh 2 Kiên 2 Phong 2 Vinh 2 Khoa 1 Toàn 2 Thành 4 Trung 3 Hoàng 2 Hưng 2 Lâm 2 Phúc 2 Lợi 1 Thịnh 1 Tài 1 Nghĩa 1 Đông 1 Hòa 1 Thái 1 Tùng 2 Việt 2 Vương 1 Chiến 1 Công 1 Duy 1 Giang 1 Hậu 1 Khôi 1 Lộc 1 Luân 1 Mạnh 2 Nhân 1 Phú 1 Quý 1 Sáng 1 Tâm 1 Thuận 1 Tình 1 Trường 1 Tường 1 Văn 1 Bảo 1 Cảnh 1 Cao 1 Chung 1 Đại 1 Điệp 1'),
  female: weighted('Linh 4 Hương 4 Hoa 4 Lan 4 Hà 3 Hiền 4 Phương 3 Thảo 3 Trang 3 Thủy 4 Hằng 3 Hạnh 3 Nga 3 Mai 3 Hồng 2 Yến 3 Ngọc 2 Liên 2 Loan 2 Đào 2 Xuân 2 Cúc 1 Thu 3 Vân 2 Vy 1 Ly 2 Chi 1 Anh 3 Dung 3 Huyền 3 Nhung 3 Oanh 2 Quỳnh 2 Thanh 2 Tuyết 2 Hòa 1 Huệ 2 Thơm 1 Thúy 2 Thùy 1 Thư 1 Tâm 1 Trà 1 Trinh 1 Uyên 1 Ánh 1 Bích 1 Bình 1 Châu 1 Diệp 1 Diễm 1 Gấm 1 Giang 1 Hậu 1 Hoàn 1 Hường 1 Kiều 1 Lệ 1 Lụa 1 Luyến 1 Mận 1 My 1 Na 1 Ngân 1 Nguyệt 1 Nhàn 1 Ninh 1 Phượng 1 Sen 1 Thắm 1'),
}
const STREETS = ['Trần Hưng Đạo', 'Lê Lợi', 'Nguyễn Du', 'Bà Triệu', 'Hùng Vương', 'Quang Trung', 'Phai Vệ', 'Bắc Sơn', 'Nhị Thanh', 'Tam Thanh']
const PREFIXES = ['32', '33', '35', '36', '38', '39', '70', '77', '79', '81', '83', '85', '88', '90', '91', '94', '96', '97', '98']
const YEAR = 2021
/** Two districts and a town: 50,000 people are 2,000 a commune, 200 a village. */
const COMMUNES = 25

const digits = (r: Random, count: number): string => Array.from({ length: count }, () => Math.floor(r() * 10)).join('')
const two = (value: number): string => String(value).padStart(2, '0')

function birthDate(r: Random, oldest: number, youngest: number): string {
  return `${YEAR - oldest + Math.floor(r() * (oldest - youngest))}-${two(1 + Math.floor(r() * 12))}-${two(1 + Math.floor(r() * 28))}`
}

/** A citizen's number that agrees with sex and birth year; every sixth holder was born in another province. */
function citizenNumber(r: Random, sex: Sex, birth: string): string {
  const century = (birth < '2000' ? 0 : 2) + (sex === 'male' ? 0 : 1)
  return `${r() < 0.84 ? '020' : choose(r, ['001', '004', '019', '024'])}${century}${birth.slice(2, 4)}${digits(r, 6)}`
}

function identityOf(r: Random, sex: Sex, birth: string): string[] {
  const age = YEAR - Number(birth.slice(0, 4))
  if (age < 14 || r() < 0.12) return []
  return r() < 0.8 ? [citizenNumber(r, sex, birth), ...(age > 25 && r() < 0.2 ? [`08${digits(r, 7)}`] : [])] : [`08${digits(r, 7)}`]
}

type Home = { residence: number[]; address: string; phone: string; family: string }

function home(r: Random): Home {
  const commune = Math.floor(r() * COMMUNES)
  return {
    residence: [20, Math.floor(commune / 12), commune, commune * 100 + Math.floor(r() * 10)],
    address: r() < 0.5 ? `Số ${1 + Math.floor(r() * 300)} đường ${choose(r, STREETS)}` : `Nhà số ${1 + Math.floor(r() * 120)}`,
    phone: `0${choose(r, PREFIXES)}${digits(r, 7)}`, family: FAMILIES(r),
  }
}

function nameOf(r: Random, family: string, sex: Sex): string {
  return `${family} ${MIDDLES[sex](r).replace('_', ' ')} ${GIVENS[sex](r)}`
}

function member(r: Random, at: Home, who: number, ages: [number, number], bearsName: boolean): LabelledPerson {
  const sex = r() < 0.5 ? 'male' : 'female'
  const birth = birthDate(r, ...ages)
  const own = r() < 0.55 && ages[1] >= 14
  return {
    who, sex, name: nameOf(r, bearsName ? at.family : FAMILIES(r), sex), birthDate: birth, identity: identityOf(r, sex, birth),
    phones: own ? [`0${choose(r, PREFIXES)}${digits(r, 7)}`] : [at.phone], residence: at.residence, address: at.address,
  }
}

/** Twins: one day, one home, one family and often one middle name; a third of them bear names of one spelling but for marks. */
function twinOf(r: Random, one: LabelledPerson, who: number): LabelledPerson {
  const words = one.name.split(' ')
  const given = words.at(-1)!
  const sex = one.sex!
  const likely = r() < 0.33 ? SOUNDALIKES[given] : undefined
  let other = likely ?? GIVENS[sex](r)
  while (other === given) other = GIVENS[sex](r)
  return { ...one, who, name: [...words.slice(0, -1), other].join(' '), identity: one.identity.length > 0 ? [citizenNumber(r, sex, one.birthDate!)] : [] }
}

const SOUNDALIKES: Record<string, string> = { Hùng: 'Hưng', Thủy: 'Thùy', Thúy: 'Thủy', Hà: 'Hạ', Hương: 'Hường', Hiền: 'Hiên', Lan: 'Loan', Hoa: 'Hòa', Dũng: 'Dung', Tiến: 'Tiên', Thành: 'Thanh', Phương: 'Phượng', Quân: 'Quang', Long: 'Lộng', Vân: 'Văn', Hồng: 'Hống', Toàn: 'Toản' }

/** Another person of the same name and birth year, mostly in the same commune. */
function namesakeOf(r: Random, one: LabelledPerson, who: number): LabelledPerson {
  const at = home(r)
  const residence = r() < 0.6 ? [...one.residence.slice(0, 3), one.residence[2]! * 100 + Math.floor(r() * 10)] : at.residence
  const birth = `${one.birthDate!.slice(0, 4)}-${two(1 + Math.floor(r() * 12))}-${two(1 + Math.floor(r() * 28))}`
  return { who, sex: one.sex, name: one.name, birthDate: birth, identity: identityOf(r, one.sex!, birth), phones: [at.phone], residence, address: at.address }
}

/** How fully an office wrote a person down the first time. */
function asWritten(r: Random, person: LabelledPerson): LabelledPerson {
  return {
    ...person,
    birthDate: r() < 0.08 ? person.birthDate!.slice(0, 4) : person.birthDate,
    phones: r() < 0.12 ? [] : person.phones,
    identity: r() < 0.15 ? [] : person.identity,
    sex: r() < 0.03 ? null : person.sex,
  }
}

/** The same person written down again elsewhere: whatever is wrong, new or left out. */
function writtenAgain(r: Random, person: LabelledPerson): LabelledPerson {
  return {
    ...person, name: misspell(r, person.name), birthDate: birthAgain(r, person.birthDate!), phones: phonesAgain(r, person.phones),
    identity: identityAgain(r, person.identity), sex: r() < 0.06 ? null : person.sex, ...homeAgain(r, person),
  }
}

function birthAgain(r: Random, birth: string): string {
  const [year, month, day] = birth.split('-') as [string, string, string]
  const draw = r()
  if (draw < 0.16) return year
  if (draw < 0.24 && Number(day) <= 12) return `${year}-${day}-${month}`
  if (draw < 0.27) return `${year}-${month}-${two(1 + Math.floor(r() * 28))}`
  return draw < 0.29 ? `${Number(year) + (r() < 0.5 ? 1 : -1)}-${month}-${day}` : birth
}

function phonesAgain(r: Random, phones: string[]): string[] {
  const draw = r()
  if (draw < 0.22) return [`0${choose(r, PREFIXES)}${digits(r, 7)}`]
  if (draw < 0.34) return []
  return draw < 0.5 ? phones.map((phone) => `+84 ${phone.slice(1, 3)} ${phone.slice(3, 6)} ${phone.slice(6)}`) : phones
}

function identityAgain(r: Random, identity: string[]): string[] {
  const draw = r()
  if (draw < 0.27) return []
  if (draw < 0.37) return olderCard(r, identity)
  if (draw > 0.98 && identity[0]) return [identity[0].slice(0, -2) + digits(r, 1) + identity[0].slice(-1)]
  return identity
}

/** The nine-digit card of before: the one on file, or one that nobody had noted. */
function olderCard(r: Random, identity: string[]): string[] {
  if (identity.length === 0) return []
  return [identity.find((number) => number.length === 9) ?? `08${digits(r, 7)}`]
}

function homeAgain(r: Random, person: LabelledPerson): { residence: number[]; address: string } {
  if (r() < 0.08) {
    const { residence, address } = home(r)
    return { residence, address }
  }
  const residence = r() < 0.12 ? person.residence.slice(0, 3) : person.residence
  const draw = r()
  return { residence, address: draw < 0.25 ? foldMarks(person.address).toUpperCase() : draw < 0.4 ? '' : draw < 0.55 ? person.address.replace('Số ', 'SN ') : person.address }
}

/** The set: `size` records in a random order, of which `duplicates` (a share) tell of a person who stands there already. */
export function syntheticPeople({ size, duplicates, seed, twins = 0.01, namesakes = 0.02 }: Shape): LabelledPerson[] {
  const r = random(seed)
  const people: LabelledPerson[] = []
  const distinct = size - Math.round(size * duplicates)
  while (people.length < distinct) addHousehold(r, people, { twins, namesakes })
  people.length = distinct
  const again = Array.from({ length: size - distinct }, () => writtenAgain(r, choose(r, people)))
  return shuffled(r, [...people.map((person) => asWritten(r, person)), ...again])
}

function addHousehold(r: Random, people: LabelledPerson[], share: { twins: number; namesakes: number }): void {
  const at = home(r)
  const count = 1 + Math.floor(r() * 6)
  const first = people.length
  for (let n = 0; n < count; n++) {
    const one = member(r, at, people.length, n < 2 ? [75, 22] : [24, 1], n !== 1)
    if (people.slice(first).some(({ name }) => name === one.name)) continue // brothers and sisters bear different names
    people.push(one)
    if (r() < share.twins / 2) people.push(twinOf(r, one, people.length))
    if (r() < share.namesakes) people.push(namesakeOf(r, one, people.length))
  }
}

function shuffled<T>(r: Random, list: T[]): T[] {
  for (let index = list.length - 1; index > 0; index--) {
    const other = Math.floor(r() * (index + 1))
    ;[list[index], list[other]] = [list[other]!, list[index]!]
  }
  return list
}
