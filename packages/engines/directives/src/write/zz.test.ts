import { it } from 'vitest'
import { composeText, item, readDirective, written } from '../index.ts'
it('x', () => {
  const doc = written({ system: 'party', docType: 'cong-van', superior: 'Đảng bộ tỉnh Mẫu Giang', issuer: 'Huyện ủy Mẫu Lĩnh', number: '07-CV/HU', place: 'Mẫu Lĩnh', date: '2021-08-31', draft: true, urgency: 'khan',
    abstract: 'triển khai một số nhiệm vụ phòng, chống dịch Covid-19', addressees: ['Ủy ban nhân dân huyện', 'Các tổ chức cơ sở đảng trực thuộc'],
    preamble: ['Thực hiện Công văn số 571-CV/TU, ngày 22/7/2021 của Ban Thường vụ Tỉnh ủy, Ban Thường vụ Huyện ủy yêu cầu:'],
    items: [item('Các cấp ủy tập trung lãnh đạo.'), item('Ủy ban nhân dân huyện chỉ đạo:', [item('Ngành Y tế rà soát thuốc.', [], { kind: 'dash' }), item('Công an huyện lập chốt.', [], { kind: 'dash' })])],
    signature: { capacity: [{ mark: 'on-behalf', text: 'Ban Thường vụ' }, { mark: null, text: 'Phó Bí thư' }], name: 'Nông Văn Mẫu' },
    recipients: [{ text: 'Thường trực Tỉnh ủy', purpose: 'report' }, { text: 'Như trên', purpose: 'execute' }], file: 'Văn phòng Huyện ủy' })
  const t = composeText(doc); console.log(t)
  const r = readDirective(t)
  console.log(JSON.stringify({ ...r, tasks: undefined, references: undefined }, (k, v) => k === 'span' || k === 'parts' || k === 'confidence' ? undefined : v, 1))
})
