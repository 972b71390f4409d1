import type { Task } from '@phaodai/office'
import { expect, it } from 'vitest'
import { readTable } from '#server/sheets/index.ts'
import { exportTasks } from './export.ts'

const task = {
  directiveNumber: '12-CV/HU', itemLabel: '2.1', text: '=Rà soát', body: { id: 2, name: 'UBND xã Thử' }, role: 'lead', assigner: { id: 1, name: 'UBND huyện Mẫu' },
  monitor: null, deadline: '2021-09-02', deadlineSource: 'office', state: 'done', timing: 'overdue', daysLate: 3, acceptedAt: '2021-08-31T18:00:00Z',
  doneAt: '2021-09-05T02:00:00Z', lastReport: 'Xong', chasedCount: 1,
} as Task

it.each(['csv', 'xlsx'] as const)('an exported list (%s) has the words of the screen', async (format) => {
  const file = await exportTasks([task], format, false)
  const { headers, rows } = await readTable(file.bytes)
  expect(file.name).toBe(`nhiem-vu.${format}`)
  expect(Object.fromEntries(headers.map((header, n) => [header, rows[0]?.[n]]))).toEqual({
    'Số văn bản': '12-CV/HU', 'Mục': '2.1', 'Nội dung': '=Rà soát', 'Cơ quan': 'UBND xã Thử', 'Vai trò': 'Chủ trì', 'Cơ quan giao': 'UBND huyện Mẫu', 'Theo dõi': '',
    'Hạn': '2/9/2021', 'Hạn do': 'Văn phòng đặt', 'Trạng thái': 'Đã xong', 'Thời hạn': 'Xong chậm', 'Số ngày quá hạn': '3', 'Ngày tiếp nhận': '1/9/2021',
    'Ngày hoàn thành': '5/9/2021', 'Báo cáo gần nhất': 'Xong', 'Số lần đôn đốc': '1',
  })
})

it('of a demo says so in its first line, which a reader of tables passes over', async () => {
  const { name, bytes } = await exportTasks([], 'csv', true)
  expect([name, new TextDecoder().decode(bytes).split(/\r?\n/)[0]]).toEqual(['nhiem-vu-MAU.csv', expect.stringContaining('MẪU — dữ liệu giả định, không dùng cho công việc thật')])
  expect((await readTable(bytes)).headers[0]).toBe('Số văn bản')
})
