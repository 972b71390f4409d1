import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { DirectiveOrder } from '@phaodai/office'
import { merge, positionAfter, splitAt, splitOut, wordsAt } from './cut.ts'

const source = '1. UBND các xã rà soát danh sách;\nlập chốt kiểm soát, báo cáo hằng ngày.'

function order(id: string, position: number, start: number, end: number): DirectiveOrder {
  return {
    id, itemLabel: '1', position, text: wordsAt(source, { start, end }), span: { start, end }, leads: [], coordinates: [], doers: [], monitorId: null, authorityId: null, areaId: null,
    nature: 'standing', deadlineKind: 'none', deadline: null, deadlinePrinted: null, deadlineSpan: null, deadlineSource: null, offeredDeadline: null, recurring: null, reportTo: null,
    topics: [], confidence: 0.9, addedByHand: false, corrected: [], dropped: false, version: 4,
  }
}

const whole = order('a', 1, 3, source.length)
const after = order('b', 2, 0, 2)

describe('splitAt', () => {
  it('parts the words at the cursor and the span at the same place of the source', () => {
    const pieces = splitAt(source, [whole, after], whole, whole.text.indexOf('lập'), 'new')
    expect(pieces?.map(({ text }) => text)).toEqual(['UBND các xã rà soát danh sách;', 'lập chốt kiểm soát, báo cáo hằng ngày.'])
    expect(pieces?.map(({ span }) => span && wordsAt(source, span))).toEqual(pieces?.map(({ text }) => text))
    expect(pieces?.map(({ id, version }) => [id, version])).toEqual([['a', 4], ['new', 0]])
  })

  it('loses no words and stands between its neighbours, wherever the cursor is', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: whole.text.length }), (offset) => {
      const pieces = splitAt(source, [whole, after], whole, offset, 'new')
      if (pieces === null) return
      expect(pieces.map(({ text }) => text).join('').replace(/\s/g, '')).toBe(whole.text.replace(/\s/g, ''))
      expect(pieces[1].position).toBeGreaterThan(1)
      expect(pieces[1].position).toBeLessThan(2)
    }))
  })

  it('refuses to make an empty order', () => {
    expect(splitAt(source, [whole], whole, 0, 'new')).toBeNull()
  })
})

describe('splitOut', () => {
  it('takes the selected middle out: three orders in the order of the text', () => {
    const start = source.indexOf('lập')
    const pieces = splitOut(source, [whole, after], whole, { start, end: source.indexOf(', báo cáo') }, () => 'new')
    expect(pieces?.map(({ text }) => text)).toEqual(['UBND các xã rà soát danh sách;', 'lập chốt kiểm soát', 'báo cáo hằng ngày.'])
    const positions = pieces!.map(({ position }) => position)
    expect([...positions].sort((a, b) => a - b)).toEqual(positions)
    expect(Math.max(...positions)).toBeLessThan(2)
  })
})

describe('merge', () => {
  it('joins the words under one order and drops the other', () => {
    const [first, second] = splitAt(source, [whole, after], whole, whole.text.indexOf('lập'), 'new')!
    const [one, dropped] = merge(first, second)
    expect(one.text).toBe('UBND các xã rà soát danh sách lập chốt kiểm soát, báo cáo hằng ngày.')
    expect(one.span).toEqual(whole.span)
    expect([dropped.id, dropped.dropped]).toEqual(['new', true])
  })
})

describe('positionAfter', () => {
  it('is one more after the last', () => {
    expect(positionAfter([whole, after], after)).toBe(3)
  })
})
