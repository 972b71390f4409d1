// Which unit of 2021 became which unit of 2025. A code alone proves nothing (codes are reused under
// other names), so each pair names the rule that made it, and what no rule settles is listed.
import { nameKey } from './names.mjs'

const key = (...parts) => parts.map(nameKey).join('|')
const full = (unit) => `${unit.kind ?? ''} ${unit.name}`

function grouped(units, keyOf) {
  const groups = new Map()
  for (const unit of units) groups.set(keyOf(unit), [...(groups.get(keyOf(unit)) ?? []), unit])
  return groups
}

/** Looks units up by official code, by place and full name, and by place and bare name. */
export function directory(units) {
  const at = (level) => new Map(units.filter((each) => each.level === level).map((each) => [each.code, each]))
  const provinces = at('province'), districts = at('district'), communes = at('commune')
  const place = (commune, nameOf) => {
    const district = districts.get(commune.parentCode)
    const province = provinces.get((district ?? commune).parentCode)
    return key(province.name, district ? nameOf(district) : '', nameOf(commune))
  }
  return {
    units, provinces, districts, communes,
    byFullName: grouped(communes.values(), (each) => place(each, full)),
    byBareName: grouped(communes.values(), (each) => place(each, (unit) => unit.name)),
  }
}

/** The new unit a mapping row means: its code when name and province agree, else the only unit of that name. */
function newUnit(next, row) {
  const named = next.byFullName.get(key(row.newProvince, '', row.newName)) ?? []
  return named.find((each) => each.code === row.newCode) ?? (named.length === 1 ? named[0] : null)
}

/** The old unit a mapping row names, when its place and name fit exactly one. */
function oldUnitByName(past, row) {
  const exact = past.byFullName.get(key(row.province.name, full(row.district), full(row.old))) ?? []
  if (exact.length > 0) return exact.length === 1 ? exact[0] : null
  const bare = past.byBareName.get(key(row.province.name, row.district.name, row.old.name)) ?? []
  return bare.length === 1 ? bare[0] : null
}

/** Pairs of communes from the mapping rows, the decisions and the parts of split units; with the faults met on the way. */
export function communePairs(past, next, rows, { decisions, splits }) {
  const pairs = new Map(), faults = []
  const add = (from, to, source) => {
    const id = `${from.code}>${to.code}`
    if (!pairs.has(id)) pairs.set(id, { from, to, source })
  }
  const located = rows.map((row) => ({ ...row, to: newUnit(next, row) }))
  for (const row of located.filter((each) => !each.to)) faults.push(fault(row.oldCode, row, 'new unit not found'))
  const known = located.filter((each) => each.to)
  byCode(past, known, add, faults)
  byName(past, known, add, faults, pairs)
  bySameCode(past, next, add, pairs)
  decide(past, next, decisions, add, pairs)
  for (const { old_code: from, new_code: to } of splits) add(past.communes.get(from), next.communes.get(to), 'state map portal: part of the unit')
  return { pairs: [...pairs.values()], faults: faults.filter((each) => !pairs.has(`${each.code}>${each.to?.code}`)) }
}

const fault = (code, row, reason) => ({ code: code ?? '', name: `${full(row.old)}, ${full(row.district)}, ${full(row.province)}`, reason })

function byCode(past, rows, add, faults) {
  for (const row of rows.filter((each) => each.oldCode)) {
    const from = past.communes.get(row.oldCode)
    if (!from) faults.push(fault(row.oldCode, row, 'unit made after 2021, its forerunners are mapped by name'))
    else add(from, row.to, nameKey(from.name) === nameKey(row.old.name) ? 'mapping: code and name' : 'mapping: code, unit renamed or merged before 2025')
  }
}

/** Rows without a code, and coded rows whose name is that of a unit merged away before 2025. */
function byName(past, rows, add, faults, pairs) {
  const coded = new Set([...pairs.values()].map((pair) => pair.from.code))
  for (const row of rows) {
    const from = oldUnitByName(past, row)
    if (from && !coded.has(from.code)) add(from, row.to, 'mapping: name and district')
    else if (from && !row.oldCode && !pairs.has(`${from.code}>${row.to.code}`)) faults.push({ ...fault(from.code, row, 'a further successor without a code'), to: row.to })
  }
}

/** A unit the mapping leaves out although its code and name live on. */
function bySameCode(past, next, add, pairs) {
  const done = new Set([...pairs.values()].map((pair) => pair.from.code))
  for (const from of past.communes.values()) {
    const to = next.communes.get(from.code)
    if (!done.has(from.code) && to && nameKey(to.name) === nameKey(from.name)) add(from, to, 'same code and name')
  }
}

/** The hand-made table: "add" gives a successor, "drop" removes a wrong one of the mapping. */
function decide(past, next, decisions, add, pairs) {
  for (const { action, old_code: oldCode, new_code: newCode, basis } of decisions) {
    const from = past.communes.get(oldCode), to = next.communes.get(newCode)
    if (!from || !to) throw new Error(`decisions.csv: ${oldCode} > ${newCode} names no unit`)
    if (action === 'drop') pairs.delete(`${oldCode}>${newCode}`)
    else add(from, to, `decision: ${basis}`)
  }
}

/** Old province → new province, by where most of its communes went. */
export function provincePairs(past, next, pairs) {
  const provinceOf = (from) => past.provinces.get(past.districts.get(from.parentCode).parentCode)
  return [...past.provinces.values()].map((from) => {
    const went = pairs.filter((pair) => provinceOf(pair.from) === from).map((pair) => pair.to.parentCode)
    const [code] = [...grouped(went, (each) => each)].sort(([, a], [, b]) => b.length - a.length)[0]
    return { from, to: next.provinces.get(code), source: 'most of its communes went there' }
  })
}

/** Island districts that never had communes and became a special zone of the same name. */
export function islandPairs(past, next, pairs) {
  const without = [...past.districts.values()].filter((each) => !past.units.some((unit) => unit.level === 'commune' && unit.parentCode === each.code))
  const open = [...next.communes.values()].filter((to) => !pairs.some((pair) => pair.to === to))
  return without.flatMap((from) => open.filter((to) => nameKey(to.name) === nameKey(from.name))
    .map((to) => ({ from, to, source: 'district without communes, same name' })))
}
