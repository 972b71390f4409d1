// Every word on screen: each key used exists in Vietnamese and English, and none lies unused.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { importsOf } from './imports.mjs'
import { lineAt, visitNodes } from './source.mjs'

export const name = 'labels'

const FOLDER = 'apps/web/src/text'
/** Files of the server that import this write words of the screens into files. */
const SERVER_WORDS = 'apps/server/src/words/index.ts'
const READERS = new Set(['t', 'word', 'hasWord'])

/**
 * Keys made at run time from data: codes of Problems, and whatever else no call of `t` spells out.
 * A prefix inside a template, t(`taskState.${state}`), is found without being listed here.
 */
const DYNAMIC = ['problem.']

/** What the calls of t, word and hasWord name: whole keys, and prefixes of keys completed at run time. */
export function keysUsed(file) {
  const used = []
  const note = (node, call) => {
    const at = `${file.path}:${lineAt(file.text, call.start)}`
    if (node.type === 'Literal' && typeof node.value === 'string') used.push({ at, key: node.value })
    if (node.type === 'TemplateLiteral') {
      const prefix = node.quasis[0].value.cooked
      used.push(node.expressions.length === 0 ? { at, key: prefix } : { at, prefix })
    }
    if (node.type === 'ConditionalExpression') [node.consequent, node.alternate].forEach((each) => note(each, call))
    if (node.type === 'TSAsExpression' || node.type === 'ParenthesizedExpression') note(node.expression, call)
  }
  visitNodes(file.parsed.program, (node) => {
    if (node.type === 'CallExpression' && READERS.has(node.callee.name) && node.arguments[0]) note(node.arguments[0], node)
  })
  return used
}

/** Strings that are keys though no `t` stands around them: tables of labels, props handed on. */
function stringsOf(file) {
  const strings = new Set()
  visitNodes(file.parsed.program, (node) => {
    if (node.type === 'Literal' && typeof node.value === 'string') strings.add(node.value)
  })
  return strings
}

function differences(vi, en, label) {
  const missing = (from, to, language) => Object.keys(from).filter((key) => !(key in to)).map((key) => `${label}: "${key}" is missing in ${language}`)
  const empty = Object.entries({ ...vi, ...en }).filter(([, value]) => value === '').map(([key]) => `${label}: "${key}" is empty`)
  return [...missing(vi, en, 'English'), ...missing(en, vi, 'Vietnamese'), ...empty]
}

/** Values named in braces must be the same in both languages, or a sentence loses one. */
function placeholderProblems(vi, en) {
  const names = (text) => [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]))].sort().join(',')
  return Object.keys(vi)
    .filter((key) => key in en && names(vi[key]) !== names(en[key]))
    .map((key) => `"${key}": values {${names(vi[key])}} in Vietnamese, {${names(en[key])}} in English`)
}

/** Compares the two texts with each other and with what the web app asks for. */
export function compare(vi, en, files) {
  const used = files.flatMap(keysUsed)
  const prefixes = [...DYNAMIC, ...used.flatMap(({ prefix }) => (prefix ? [prefix] : []))]
  const named = new Set(files.flatMap((file) => [...stringsOf(file)]))
  const unknown = used.filter(({ key }) => key !== undefined && !(key in vi)).map(({ at, key }) => `${at} "${key}" is in no text`)
  const lonely = used
    .filter(({ prefix }) => prefix && !Object.keys(vi).some((key) => key.startsWith(prefix)))
    .map(({ at, prefix }) => `${at} no key starts with "${prefix}"`)
  const unused = Object.keys(vi)
    .filter((key) => !named.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)))
    .map((key) => `vi.json: "${key}" is used nowhere`)
  return [...differences(vi, en, 'text'), ...placeholderProblems(vi, en), ...unknown, ...lonely, ...unused]
}

function readTexts(root, file) {
  const path = join(root, FOLDER, file)
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
}

/** All words of the office in one language: vi.json, and a file for each domain that keeps its own (map.vi.json …). */
function officeTexts(root, language) {
  const folder = join(root, FOLDER)
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name === `${language}.json` || name.endsWith(`.${language}.json`)) : []
  return Object.assign({}, ...names.filter((name) => !name.startsWith('registers.')).map((name) => readTexts(root, name)))
}

/**
 * The office's own words against their use; the words of the registers against each other
 * (that each declared field has its word is part of the contract suite over all registers).
 */
export function check(files, root) {
  const [registersVi, registersEn] = ['registers.vi', 'registers.en'].map((name) => readTexts(root, `${name}.json`))
  const [vi, en] = ['vi', 'en'].map((language) => officeTexts(root, language))
  const readers = files.filter((file) => !file.isTest && (file.path.startsWith('apps/web/') || importsOf(file).some(({ target }) => target.path === SERVER_WORDS)))
  const own = compare({ ...registersVi, ...vi }, { ...registersEn, ...en }, readers)
  const ofRegisters = new Set(Object.keys(registersVi).map((key) => `vi.json: "${key}" is used nowhere`))
  const problems = own.filter((problem) => !ofRegisters.has(problem))
  return { problems, summary: [`words on screen: ${Object.keys(vi).length} of the office, ${Object.keys(registersVi).length} of the registers`] }
}
