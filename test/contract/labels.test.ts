import { registers, type Fields, type Register } from '@phaodai/registers'
import { describe, expect, test } from 'vitest'
import english from '#web/text/registers.en.json' with { type: 'json' }
import vietnamese from '#web/text/registers.vi.json' with { type: 'json' }

const faults = ['required', 'too-long', 'not-a-number', 'out-of-range', 'too-precise', 'not-a-date', 'not-an-instant', 'unknown-code', 'not-yes-no',
  'unknown-name', 'ambiguous-name', 'not-an-id', 'not-a-place', 'wrong-shape']

function fieldKeys(register: Register, fields: Fields, above = ''): string[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const path = `${above}${name}`
    return [`register.${register.name}.field.${path}`, ...(field.values ?? []).map((value) => `register.${register.name}.code.${path}.${value}`),
      ...fieldKeys(register, field.parts ?? {}, `${path}.`)]
  })
}

function keysOf(register: Register): string[] {
  const { name, states, actions, fields } = register
  return [`register.${name}`, ...states.map((state) => `register.${name}.state.${state}`), ...Object.keys(actions).map((action) => `register.${name}.action.${action}`),
    ...fieldKeys(register, fields)]
}

describe('every label of every register', () => {
  const needed = [...registers.flatMap(keysOf), ...faults.map((fault) => `register.problem.${fault}`)]

  test.each([['vi', vietnamese as Record<string, string>], ['en', english as Record<string, string>]])('stands in %s.json', (_, words) => {
    expect(needed.filter((key) => !words[key]?.trim())).toEqual([])
  })

  test('stands in both languages and is used by a declaration or a screen', () => {
    expect(Object.keys(english).sort()).toEqual(Object.keys(vietnamese).sort())
    const declared = Object.keys(vietnamese).filter((key) => registers.some(({ name }) => key === `register.${name}` || key.startsWith(`register.${name}.`)))
    expect(declared.filter((key) => !needed.includes(key))).toEqual([])
  })
})
