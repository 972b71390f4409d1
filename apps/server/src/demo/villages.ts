import { fullAreaName, searchKey } from '@phaodai/vocabulary'
import type { LandUnit } from '#server/bodies/by-rule/index.ts'
import type { Dice } from './random.ts'

// Villages have no official code, so the demo gives its own: the commune's code and three digits. Names are made of
// syllables common in the mountains of Lạng Sơn; that a village of that name exists there is chance.
const FIRST = ['Nà', 'Bản', 'Khuổi', 'Pò', 'Còn', 'Cốc', 'Khau', 'Pác', 'Tẩn', 'Phai']
const SECOND = ['Lừa', 'Quân', 'Phạ', 'Thuộc', 'Ngòa', 'Tát', 'Sâu', 'Loỏng', 'Háng', 'Chuông', 'Mười', 'Ỏi', 'Lầu', 'Vài', 'Mạ', 'Kéo']

/** Made-up villages of a commune: thôn in a xã, khu phố in a town or ward; numbered right after the commune's own id. */
export function villagesOf(commune: LandUnit, count: number, dice: Dice): LandUnit[] {
  const urban = commune.kind !== 'xã'
  const names = new Set<string>()
  while (names.size < count) names.add(urban ? String(names.size + 1) : `${dice.pick(FIRST)} ${dice.pick(SECOND)}`)
  return [...names].map((name, index) => village(commune, urban ? 'khu phố' : 'thôn', name, index + 1, dice))
}

function village(commune: LandUnit, kind: string, name: string, nth: number, dice: Dice): LandUnit {
  const id = commune.id + nth
  const near = (degrees: number | null) => (degrees === null ? null : Number((degrees + (dice.next() - 0.5) * 0.06).toFixed(4)))
  return {
    ...commune, id, lastId: id, parentId: commune.id, level: 'village', kind, name,
    code: `${commune.code}${String(nth).padStart(3, '0')}`, fullName: fullAreaName(kind, name), searchKey: searchKey(name),
    lat: near(commune.lat), lon: near(commune.lon),
  }
}
