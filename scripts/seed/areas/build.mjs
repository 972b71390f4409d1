// Makes the area seed of db/seed/areas from public packages and tables: see README.md beside this file.
import { join } from 'node:path'
import { mappingRows, points, unitsOf2021, unitsOf2025 } from './sources.mjs'
import { communePairs, directory, islandPairs, provincePairs } from './successors.mjs'
import { readTable, writeTable } from './table.mjs'
import { numbered, placePoints } from './tree.mjs'

const [packages, pointFolder] = process.argv.slice(2)
if (!packages || !pointFolder) {
  console.error('usage: node build.mjs NODE_MODULES_WITH_THE_PACKAGES FOLDER_WITH_THE_POINT_TABLES')
  process.exit(2)
}
const here = import.meta.dirname
const target = join(here, '../../../db/seed/areas')
const FIRST_ID_2021 = 1_000
const FIRST_ID_2025 = 20_000_000

const past = directory(unitsOf2021(packages))
const next = directory(unitsOf2025(packages))
const { pairs: communes, faults } = communePairs(past, next, mappingRows(packages), {
  decisions: readTable(join(here, 'decisions.csv')), splits: readTable(join(here, 'splits.csv')),
})
const islands = islandPairs(past, next, communes)
const provinces = provincePairs(past, next, communes)
placePoints(past, next, [...communes, ...islands], points(pointFolder, here))

const columns = ['id', 'level', 'code', 'kind', 'name', 'lat', 'lon', 'km2', 'centroid']
const trees = [numbered(past.units, FIRST_ID_2021), numbered(next.units, FIRST_ID_2025)]
writeTable(join(target, 'areas-2021.csv'), columns, trees[0])
writeTable(join(target, 'areas-2025.csv'), columns, trees[1])

const country = { from: trees[0][0], to: trees[1][0], source: 'the country' }
const links = [country, ...provinces, ...islands, ...communes].map(({ from, to, source }) => ({ old_id: from.id, new_id: to.id, source }))
writeTable(join(target, 'successors.csv'), ['old_id', 'new_id', 'source'], links.sort((a, b) => a.old_id - b.old_id || a.new_id - b.new_id))

const open = unmatched(past.communes, communes.map((pair) => pair.from), 'no successor known')
  .concat(unmatched(next.communes, [...communes, ...islands].map((pair) => pair.to), 'no predecessor known'))
writeTable(join(target, 'unresolved.csv'), ['code', 'name', 'reason'], [...open, ...faults.map(described)])
console.log({ past: past.units.length, next: next.units.length, links: links.length, open: open.length, faults: faults.length })

function unmatched(all, done, reason) {
  const known = new Set(done)
  return [...all.values()].filter((each) => !known.has(each)).map((each) => ({ code: each.code, name: `${each.kind} ${each.name}`, reason }))
}

function described({ code, name, reason, to }) {
  return { code, name, reason: to ? `${reason}, not confirmed by the state map portal: ${to.kind} ${to.name} (${to.code})` : reason }
}
