import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CommitteeMember, CommitteeUnit } from '@phaodai/office/committee.ts'
import { groupsOf, layOut, wrap, type Box } from './chart-layout.ts'

const body = { id: 1, name: 'BCĐ', fullName: 'Ban Chỉ đạo phòng, chống dịch COVID-19 tỉnh Lạng Sơn', level: 'province', chain: 'state' }
const unit = (n: number): CommitteeUnit => ({ id: `unit-${n}`, version: 1, kind: 'sub-committee', name: `Tiểu ban số ${n} về giám sát và truy vết`, agencyId: null, agency: null, position: n, validFrom: '2021-01-01', validTo: null })
const member = (n: number, role: CommitteeMember['role'], unitId: string | null): CommitteeMember => ({
  id: `member-${n}`, version: 1, unitId, postId: null, fullName: `Người thứ ${n}`, role, concurrentPost: 'Phó Giám đốc Sở Giáo dục và Đào tạo', position: n, validFrom: '2021-01-01', validTo: null })
const words = { role: (role: string) => role, others: 'Ủy viên' }
const committees = fc.tuple(fc.nat(14), fc.array(fc.tuple(fc.constantFrom('head', 'deputy', 'member', 'secretary'), fc.option(fc.nat(13))), { maxLength: 60 })).map(([units, people]) => ({
  body, units: Array.from({ length: units }, (_, n) => unit(n)),
  members: people.map(([role, at], n) => member(n, role as CommitteeMember['role'], at === null || at >= units ? null : `unit-${at}`)),
}))

const apart = (a: Box, b: Box): boolean => a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y

describe('an organisation chart', () => {
  it('shows everybody once, in boxes that lie on the sheet and do not overlap', () => {
    fc.assert(fc.property(committees, (committee) => {
      const groups = groupsOf(committee, words)
      expect([groups.top, ...groups.below].flatMap(({ entries }) => entries.map(({ name }) => name)).sort()).toEqual(committee.members.map(({ fullName }) => fullName).sort())
      const { boxes, width, height, links } = layOut(groups)
      expect(links).toHaveLength(boxes.length - 1)
      for (const box of boxes) {
        expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height).toBe(true)
        expect(boxes.every((other) => other === box || apart(box, other))).toBe(true)
      }
    }))
  })

  it('breaks words at the width and loses none', () => {
    fc.assert(fc.property(fc.lorem({ maxCount: 30 }), fc.integer({ min: 60, max: 400 }), (text, width) => {
      expect(wrap(text, width).join(' ')).toBe(text.split(/\s+/).filter(Boolean).join(' '))
    }))
  })
})
