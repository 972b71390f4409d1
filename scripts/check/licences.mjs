// Licences of everything package-lock.json names, against those an Apache-2.0 project may use.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const name = 'licences'

const ALLOWED = new Set([
  'MIT', 'MIT-0', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'BlueOak-1.0.0', 'Unlicense', 'CC0-1.0', 'CC-BY-4.0',
  'OFL-1.1', 'PostgreSQL', 'Python-2.0', 'Zlib', 'WTFPL',
])

/** Weak copyleft: used unchanged as libraries, so their own terms suffice; printed each time. */
const NOTED = new Set(['MPL-2.0', 'LGPL-3.0-or-later'])

/** Packages whose package.json names no SPDX licence; their LICENSE file was read. */
const READ_BY_HAND = { duck: 'BSD-2-Clause', 'png-js': 'MIT' }

/** Whether an SPDX expression offers a choice whose every part is in the set. */
export function satisfies(expression, allowed) {
  const choices = expression.replace(/[()]/g, '').split(/\s+OR\s+/)
  return choices.some((choice) => choice.split(/\s+AND\s+/).every((part) => allowed.has(part.trim())))
}

function licenceOf(root, path, entry) {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
  if (READ_BY_HAND[name]) return READ_BY_HAND[name]
  if (typeof entry.license === 'string') return entry.license
  const manifest = join(root, path, 'package.json')
  if (!existsSync(manifest)) return undefined
  const { license, licenses } = JSON.parse(readFileSync(manifest, 'utf8'))
  return typeof license === 'string' ? license : (license?.type ?? licenses?.map((each) => each.type).join(' OR '))
}

/** Sorts packages into allowed, noted and refused by their licence. */
export function sort(packages) {
  const both = new Set([...ALLOWED, ...NOTED])
  const refused = packages.filter(({ licence }) => !licence || !satisfies(licence, both))
  const noted = packages.filter(({ licence }) => licence && satisfies(licence, both) && !satisfies(licence, ALLOWED))
  return { refused, noted }
}

/** Fails on every package with a licence outside the list, or none. */
export function check(_files, root) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const packages = Object.entries(lock.packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.link)
    .map(([path, entry]) => ({ path: path.replace(/^.*node_modules\//, ''), licence: licenceOf(root, path, entry) }))
  const { refused, noted } = sort(packages)
  const names = [...new Set(noted.map(({ path, licence }) => `${path.replace(/-(android|darwin|freebsd|linux|win32)-.*/, '')} (${licence})`))]
  return {
    problems: refused.map(({ path, licence }) => `${path}: ${licence ?? 'no licence named'} is not on the list of scripts/check/licences.mjs`),
    summary: [`licences: ${packages.length} packages; weak copyleft, used unchanged: ${names.join(', ') || 'none'}`],
  }
}
