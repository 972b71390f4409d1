import { writtenFields, type Deed, type Field, type FieldValues, type Register } from '@phaodai/registers'
import { newId, type Persona, type World } from './harness.ts'

/** Province 1000–1999 with two districts of two communes each; one body for each, bodies numbered alike. */
export const places = { province: 1000, district: 1100, commune: 1110, neighbour: 1150, otherDistrict: 1500, far: 1510 } as const

/** Makes the small province. */
export async function settle(world: World): Promise<void> {
  const units: [number, number, number | null, string][] = [
    [1000, 1999, null, 'Tỉnh Mẫu'], [1100, 1199, 1000, 'Huyện Một'], [1110, 1119, 1100, 'Bính Xá'], [1150, 1159, 1100, 'Kiên Mộc'],
    [1500, 1599, 1000, 'Huyện Hai'], [1510, 1519, 1500, 'Mai Pha'],
  ]
  for (const [id, lastId, parent, name] of units) await world.area(id, lastId, parent, name)
  for (const [id, lastId, parent] of units) await world.body(id, lastId, parent, [id])
}

function sampleOf(field: Field, name: string, turn: number): unknown {
  if (field.target === 'disease') return 'covid-19'
  if (field.unique) return newId().slice(-(field.range?.max ?? 36))
  if (field.kind === 'text') return `${name} ô nhiễm ${turn}`.slice(0, field.range?.max)
  if (field.kind === 'number') return field.range?.min && field.range.min > 5 ? field.range.min + 5 : 5
  if (field.kind === 'date') return `2021-08-${String(1 + (turn % 28)).padStart(2, '0')}`
  if (field.kind === 'instant') return '2021-08-05T07:30:00.000Z'
  if (field.kind === 'code') return field.values?.[0]
  if (field.kind === 'yes-no') return turn % 2 === 0
  if (field.kind === 'place') return { lat: 21.5441, lon: 107.1018 }
  if (field.kind === 'list') return [Object.fromEntries(Object.entries(field.parts ?? {}).map(([part, kind]) => [part, sampleOf(kind, part, turn)]))]
  return null
}

/** Values for every field of a register, valid in `areaId`; what points at something required is made first. */
export async function sample(world: World, register: Register, areaId: number, turn = 0): Promise<FieldValues> {
  const values: FieldValues = {}
  for (const [name, field] of Object.entries(writtenFields(register))) {
    if (name === 'areaId') values[name] = areaId
    else if (field.kind === 'reference' && field.required) values[name] = await articleOf(world)
    else values[name] = sampleOf(field, name, turn)
  }
  return values
}

const articles = new WeakMap<World, Promise<string>>()

/** One supply item of the province, which every area may use. */
export function articleOf(world: World): Promise<string> {
  const known = articles.get(world) ?? (async () => {
    const id = newId()
    const officer = await world.persona(places.province, 'officer')
    const body = { areaId: places.province, name: 'Khẩu trang', category: 'consumable', unit: 'cái' }
    const { status, text } = await world.call(officer, 'PUT', `/api/registers/supply_item/${id}`, { body })
    if (status !== 200) throw new Error(text)
    return id
  })()
  articles.set(world, known)
  return known
}

/** Personas by body and role, made once. */
export function cast(world: World): (bodyId: number, role: string) => Promise<Persona> {
  const known = new Map<string, Promise<Persona>>()
  return (bodyId, role) => {
    const key = `${bodyId} ${role}`
    const persona = known.get(key) ?? world.persona(bodyId, role)
    known.set(key, persona)
    return persona
  }
}

/** A role that holds a deed or action and sees its own areas only. */
export function roleFor(register: Register, deed: Deed | string): string {
  const roles = deed in register.may ? register.may[deed as Deed] : register.actions[deed]?.by ?? []
  const role = roles.find((each) => each !== 'province-leader')
  if (!role) throw new Error(`nobody holds ${register.name}.${deed}`)
  return role
}
