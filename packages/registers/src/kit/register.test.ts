import { describe, expect, test } from 'vitest'
import { changeSchema, creationSchema, date, defineRegister, recordKey, text, type Declaration } from './index.ts'

const plain: Declaration = {
  title: 'name', fields: { name: text({ required: true, search: true }), on: date({ required: true }), phone: text({ sensitive: true }), no: text({ fixed: true }) },
  states: ['open', 'closed'], actions: { close: { from: ['open'], to: 'closed', by: ['officer'] } }, list: ['name'], filters: ['state'], order: 'on', phones: false,
  may: { read: ['officer'], create: ['officer'], update: [], import: [], export: [], reveal: [], void: [] },
}

describe('a declaration that contradicts itself stops the start', () => {
  const wrong: [string, string, Partial<Declaration>][] = [
    ['a name that is no SQL name', 'Rumour; drop', {}],
    ['a field named like a common column', 'thing', { fields: { ...plain.fields, version: text() } }],
    ['a list of a field it has not', 'thing', { list: ['colour'] }],
    ['a filter that would tell a sensitive value', 'thing', { filters: ['phone'] }],
    ['a search that would tell a sensitive value', 'thing', { fields: { ...plain.fields, phone: text({ sensitive: true, search: true }) } }],
    ['an order by what may be empty', 'thing', { order: 'no' }],
    ['an action to a state it has not', 'thing', { actions: { lose: { from: ['open'], to: 'lost', by: [] } } }],
    ['an action named like a common deed', 'thing', { actions: { void: { from: ['open'], to: 'closed', by: [] } } }],
  ]
  test.each(wrong)('%s', (_, name, change) => {
    expect(() => defineRegister(name, { ...plain, ...change })).toThrow(/^register /)
  })
})

describe('checks of what comes in', () => {
  const register = defineRegister('thing', plain)

  test('a new record needs its required fields and takes no others', () => {
    expect(creationSchema(register).parse({ areaId: 1, name: ' A ', on: '2021-08-05' })).toEqual({ areaId: 1, name: 'A', on: '2021-08-05', phone: null, no: null })
    expect(creationSchema(register).safeParse({ areaId: 1, name: 'A' }).success).toBe(false)
    expect(creationSchema(register).safeParse({ areaId: 1, name: 'A', on: '2021-08-05', state: 'closed' }).success).toBe(false)
  })

  test('a correction keeps what it does not name and cannot touch fixed fields or the area', () => {
    expect(changeSchema(register).parse({ version: 1, phone: null })).toEqual({ version: 1, phone: null })
    expect(changeSchema(register).safeParse({ version: 1, no: 'x' }).success).toBe(false)
    expect(changeSchema(register).safeParse({ version: 1, areaId: 2 }).success).toBe(false)
    expect(changeSchema(register).safeParse({ version: 1, name: null }).success).toBe(false)
  })

  test('the search key holds search fields only', () => {
    expect(recordKey(register, { name: 'Chợ Đồng Đăng', phone: '0912' })).toBe('cho dong dang')
  })
})
