import { caseContact, diseaseCase } from '@phaodai/registers'
import { CONTACT_HOURS, LISTING_HOURS } from '@phaodai/vocabulary'
import { defineIndicator, type IndicatorDeclaration } from './kit/index.ts'

const may: IndicatorDeclaration['may'] = { read: ['health', 'officer', 'leader', 'province-leader', 'clerk'], wider: [], countsOnly: ['clerk'] }
const STANDING = ['listed', 'followed', 'released', 'became_case'] as const
const f1 = { over: caseContact, date: 'listedAt', where: { tier: ['f1'], state: STANDING } } as const

/** Contacts of cases by the day they were listed. More of them is no fault and no merit: direction none. */
export const contactsListed = defineIndicator('contacts-listed', {
  unit: 'count', decimals: 0, direction: 'none',
  numerator: { over: caseContact, date: 'listedAt', where: { state: STANDING } },
  class: { field: 'tier' },
  topics: ['contact-tracing'],
  may,
})

const inTime = (window: IndicatorDeclaration['window']): IndicatorDeclaration => ({
  unit: 'percent', decimals: 0, direction: 'more',
  window,
  numerator: { ...f1, timely: 'met' },
  denominator: { ...f1, timely: 'due' },
  class: { field: 'relation' },
  topics: ['contact-tracing'],
  may,
})

/**
 * Share of F1 listed within 12 hours of their case's diagnosis (the target of provinces in 2021: 12 to 24 hours, confidence medium), on the day of
 * listing and where the tracing is done. Listed while the case was only suspected is in time. A contact whose case is not kept here counts nowhere.
 */
export const contactsListedInTime = defineIndicator('contacts-listed-in-time', inTime({ from: { through: 'caseId', register: diseaseCase, field: 'diagnosedAt' }, by: { field: 'listedAt' }, hours: LISTING_HOURS }))

const sinceListed = (field: string): IndicatorDeclaration => inTime({ from: 'listedAt', by: { field }, hours: CONTACT_HOURS })

/** Share of F1 sampled within 24 hours of being listed (the target of provinces in 2021, confidence medium); those still within their 24 hours are not counted yet. */
export const contactsSampled = defineIndicator('contacts-sampled', sinceListed('sampledAt'))

/** The same for isolation. */
export const contactsIsolated = defineIndicator('contacts-isolated', sinceListed('isolatedAt'))
