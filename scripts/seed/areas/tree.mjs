// Numbers a dated tree in pre-order with gaps, and gives provinces and districts a point from their communes.

const STEP = 1000 // leaves 999 numbers for the villages of a commune

/** The tree as rows in pre-order below its own country root; ids rise by 1,000 from firstId. */
export function numbered(units, firstId) {
  const root = { level: 'country', code: 'VN', kind: 'quốc gia', name: 'Việt Nam' }
  const childrenByCode = new Map()
  for (const unit of units) {
    const parent = unit.parentCode ?? root.code // two, three and five digits: codes of the levels never meet
    childrenByCode.set(parent, [...(childrenByCode.get(parent) ?? []), unit])
  }
  const rows = []
  const walk = (unit) => {
    unit.id = firstId + STEP * rows.length
    rows.push(unit)
    const children = childrenByCode.get(unit.code) ?? []
    for (const child of children.sort((a, b) => (a.code < b.code ? -1 : 1))) walk(child)
  }
  walk(root)
  return rows
}

/** Gives communes their measured points and, above them, the mean of communes weighted by size. */
export function placePoints(past, next, pairs, points) {
  for (const unit of next.communes.values()) Object.assign(unit, points.of2025.get(unit.code))
  for (const unit of past.communes.values()) Object.assign(unit, points.of2021.get(unit.code))
  fillGaps(past, pairs)
  for (const unit of next.provinces.values()) derive(unit, [...next.communes.values()].filter((each) => each.parentCode === unit.code))
  for (const unit of past.districts.values()) derive(unit, successors(pairs, (from) => from === unit || from.parentCode === unit.code))
  for (const unit of past.provinces.values()) {
    derive(unit, successors(pairs, (from) => past.districts.get(from.parentCode)?.parentCode === unit.code))
  }
}

/** In districts whose other communes have points, a commune without one stands at its successor's, side by side. */
function fillGaps(past, pairs) {
  const located = new Set([...past.communes.values()].filter((each) => each.lat).map((each) => each.parentCode))
  const taken = new Map()
  for (const { from, to } of pairs.filter((pair) => located.has(pair.from.parentCode) && !pair.from.lat && pair.to.lat)) {
    const shift = taken.get(to) ?? 0
    taken.set(to, shift + 0.02)
    Object.assign(from, { lat: to.lat, lon: (Number(to.lon) + shift).toFixed(4), centroid: 'spread' })
  }
}

function successors(pairs, belongs) {
  return [...new Set(pairs.filter((pair) => belongs(pair.from)).map((pair) => pair.to))]
}

/** Far islands (special zones) would pull a point into the sea, so they count only where there is nothing else. */
function derive(unit, communes) {
  const located = communes.filter((each) => each.lat)
  const mainland = located.filter((each) => each.kind !== 'đặc khu')
  const used = mainland.length > 0 ? mainland : located
  if (used.length === 0) return
  const weight = (each) => Number(each.km2) || 1
  const total = used.reduce((sum, each) => sum + weight(each), 0)
  const mean = (axis) => (used.reduce((sum, each) => sum + weight(each) * Number(each[axis]), 0) / total).toFixed(4)
  Object.assign(unit, { lat: mean('lat'), lon: mean('lon'), centroid: 'derived' })
}
