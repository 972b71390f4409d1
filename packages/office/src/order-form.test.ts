import { expect, test } from 'vitest'
import { proposedForm, type FormFacts } from './order-form.ts'

const f1: FormFacts = { diseaseCode: 'covid-19', tier: 'f1', birthYear: 1985, isIll: false }
const on = (day: string, more: Partial<FormFacts> = {}): string => {
  const { form, reason } = proposedForm('isolate', { ...f1, ...more }, day)
  return `${form} ${reason}`
}

test('an F1 goes to a centre until December 2021 and stays at home since, as the documents of their days say', () => {
  expect([on('2021-05-10'), on('2021-08-10'), on('2021-12-15'), on('2021-12-16'), on('2022-02-21'), on('2026-11-29')])
    .toEqual(['facility qd-878', 'facility cv-5599', 'facility cv-5599', 'home cv-10696', 'home cv-762', 'home no-rule'])
})

test('a child below five stays at home from February 2021 on, an F2 always; whoever is ill goes to a hospital; of another disease nothing is known', () => {
  expect([on('2021-01-31', { birthYear: 2018 }), on('2021-08-10', { birthYear: 2018 }), on('2021-08-10', { birthYear: 2016 }), on('2021-08-10', { tier: 'f2' })]).toEqual(['facility qd-878', 'home cv-897', 'facility cv-5599', 'home qd-879'])
  expect([on('2021-08-10', { isIll: true }), on('2021-08-10', { diseaseCode: 'measles' }), proposedForm('sample', f1, '2021-08-10').form]).toEqual(['hospital ill', 'home no-rule', 'rt-pcr'])
})
