import { expect, test } from 'vitest'
import { capacityOn } from './laboratories.ts'
import { guessResultFile, readOutcome } from './result-file.ts'

test.each([
  ['Âm tính', 'negative'], ['ÂM TÍNH', 'negative'], ['(-)', 'negative'], ['-', 'negative'], ['Negative', 'negative'], ['Không phát hiện SARS-CoV-2', 'negative'],
  ['Dương tính', 'positive'], ['(+)', 'positive'], ['POS', 'positive'], ['Phát hiện SARS-CoV-2', 'positive'],
  ['Chưa xác định', 'indeterminate'], ['Nghi ngờ', 'indeterminate'], ['Không đạt', 'invalid'],
  ['', null], ['chờ', null], ['âm tính?', null], ['không âm tính', null],
] as const)('a finding is read or left: %j', (written, outcome) => {
  expect(readOutcome(written)).toBe(outcome)
})

test('columns are found by what laboratories call them', () => {
  expect(guessResultFile(['STT', 'Mã vạch', 'Họ tên', 'KẾT QUẢ XN', 'CT gen N', 'Ngày xét nghiệm', 'Kỹ thuật'])).toEqual({ barcode: 'Mã vạch', outcome: 'KẾT QUẢ XN', ct: 'CT gen N', testedAt: 'Ngày xét nghiệm', method: 'Kỹ thuật' })
  expect(guessResultFile(['Họ tên', 'Ghi chú'])).toEqual({})
})

test('the capacity is that of the latest day from which one was said', () => {
  const said = [{ fromOn: '2021-08-01', perDay: 500 }, { fromOn: '2021-05-01', perDay: 200 }]
  expect([capacityOn(said, '2021-04-30'), capacityOn(said, '2021-05-01'), capacityOn(said, '2021-07-31'), capacityOn(said, '2021-08-01'), capacityOn(null, '2021-08-01')]).toEqual([null, 200, 200, 500, null])
})
