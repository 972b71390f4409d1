import { expect, test } from 'vitest'
import { contactDueAt, contactUrgency, type ContactFacts } from './contact.ts'

const at = (hour: string): string => `2021-08-10T${hour}:00+07:00`
const f1: ContactFacts = { tier: 'f1', state: 'listed', result: null, listedAt: at('22:10'), sampledAt: null, isolatedAt: null, watchUntil: '2021-08-24', illAt: null }
const urgencyOn = (contact: Partial<ContactFacts>, instant: string): string => contactUrgency({ ...f1, ...contact }, new Date(instant), instant.slice(0, 10))

test('an F1 listed at 22:10 is due until 22:10 of the next day, then late', () => {
  expect(contactDueAt(f1)).toBe(new Date('2021-08-11T22:10:00+07:00').toISOString())
  expect([urgencyOn({}, '2021-08-11T22:10:00+07:00'), urgencyOn({}, '2021-08-11T22:11:00+07:00')]).toEqual(['due', 'late'])
  expect(urgencyOn({ sampledAt: at('23:00') }, '2021-08-12T08:00:00+07:00')).toBe('late') // sampled, but still not isolated
})

test('who was sampled and isolated is watched to the last day, then to be released', () => {
  const done = { sampledAt: at('23:00'), isolatedAt: at('23:30'), state: 'followed' }
  expect([urgencyOn(done, '2021-08-24T08:00:00+07:00'), urgencyOn(done, '2021-08-25T08:00:00+07:00')]).toEqual(['watched', 'ended'])
})

test('who falls ill is to be sampled at once, within 24 hours from the entry of the symptoms, or sooner where the first sample is still due', () => {
  const sampled = { sampledAt: at('23:00'), isolatedAt: at('23:30'), illAt: '2021-08-13T08:00:00+07:00' }
  expect(urgencyOn(sampled, '2021-08-13T09:00:00+07:00')).toBe('ill')
  expect(contactDueAt({ ...f1, ...sampled })).toBe('2021-08-14T01:00:00.000Z')
  expect(contactDueAt({ ...f1, illAt: '2021-08-11T08:00:00+07:00' })).toBe('2021-08-11T15:10:00.000Z') // listed at 22:10 the evening before
  expect(contactDueAt({ ...f1, tier: 'f2', illAt: '2021-08-11T08:00:00+07:00' })).toBe('2021-08-12T01:00:00.000Z')
  expect(urgencyOn({ ...sampled, result: 'positive' }, '2021-08-13T09:00:00+07:00')).toBe('positive')
})

test('a positive one comes first while watched; who is no longer watched asks for nothing; an F2 has no hour', () => {
  expect([urgencyOn({ result: 'positive' }, at('23:50')), urgencyOn({ result: 'positive', state: 'became_case' }, at('23:50')), urgencyOn({ tier: 'f2' }, '2021-08-20T08:00:00+07:00')]).toEqual(['positive', 'over', 'watched'])
})
