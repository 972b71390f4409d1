import { describe, expect, it } from 'vitest'
import { areaInSentence, fullAreaName, readAreaQuery } from './area.ts'

describe('names of areas', () => {
  it('carry their kind, municipalities the short one', () => {
    expect(fullAreaName('xã', 'Mai Pha')).toBe('Xã Mai Pha')
    expect(fullAreaName('đặc khu', 'Trường Sa')).toBe('Đặc khu Trường Sa')
    expect(fullAreaName('thành phố trực thuộc trung ương', 'Hà Nội')).toBe('Thành phố Hà Nội')
    expect(areaInSentence('huyện', 'Đình Lập')).toBe('huyện Đình Lập')
    expect(fullAreaName('quốc gia', 'Việt Nam')).toBe('Việt Nam')
  })
})

describe('what people type', () => {
  it('may name the kind in full, short, with or without marks', () => {
    expect(readAreaQuery('Thị trấn Đình Lập')).toEqual({ key: 'thi tran dinh lap', name: 'dinh lap', kinds: ['thị trấn'], within: [] })
    expect(readAreaQuery('tt dinh lap').kinds).toEqual(['thị trấn'])
    expect(readAreaQuery('TP. Lạng Sơn').name).toBe('lang son')
    expect(readAreaQuery('tổ dân phố 3')).toMatchObject({ name: '3', kinds: ['tổ dân phố'] })
  })

  it('may number wards with a leading zero or without a space', () => {
    expect(readAreaQuery('Phường 01')).toMatchObject({ name: '1', kinds: ['phường'] })
    expect(readAreaQuery('P1')).toMatchObject({ name: '1', kinds: ['phường'] })
    expect(readAreaQuery('P.10, Q.4')).toMatchObject({ name: '10', kinds: ['phường'], within: [{ name: '4', kinds: ['quận'] }] })
  })

  it('may name areas above after a comma', () => {
    expect(readAreaQuery('xã Tân Tiến, huyện Tràng Định, Lạng Sơn').within).toMatchObject([{ name: 'trang dinh' }, { key: 'lang son' }])
    expect(readAreaQuery('')).toEqual({ key: '', name: '', kinds: [], within: [] })
  })
})
