import { addDays } from '@phaodai/vocabulary'
import { Dice, idFor } from '../random.ts'
import { officeHour } from '../working-hours.ts'
import type { Field, RecordRow } from './types.ts'

/** Claims as they went round in 2021, none of them with a person in it; finding and answer where one was given. */
const CLAIMS: readonly { claim: string; harm: string; finding: string; answer: string; outcome: 'refuted' | 'confirmed' | 'no_basis' }[] = [
  { claim: 'Uống nước tỏi ngâm rượu thì không bị nhiễm bệnh', harm: 'medium', outcome: 'refuted', finding: 'Không có bằng chứng khoa học; Bộ Y tế đã khuyến cáo.', answer: 'Tỏi không phòng được COVID-19. Hãy tiêm vắc xin và thực hiện 5K.' },
  { claim: 'Ngày mai phong tỏa toàn huyện, phải mua gạo dự trữ ngay', harm: 'high', outcome: 'refuted', finding: 'UBND huyện không có văn bản nào về phong tỏa.', answer: 'Huyện không phong tỏa. Hàng hóa tại các chợ vẫn đủ, giá ổn định.' },
  { claim: 'Tiêm mũi 2 xong bị ốm nặng cả tháng', harm: 'high', outcome: 'refuted', finding: 'Đã kiểm tra tại các trạm y tế: phản ứng sau tiêm nhẹ, hết trong 1 đến 3 ngày.', answer: 'Đau tay, sốt nhẹ sau tiêm là phản ứng thường gặp. Gọi Trạm Y tế nếu sốt quá 2 ngày.' },
  { claim: 'Chợ phiên tuần này dừng họp', harm: 'low', outcome: 'confirmed', finding: 'Đúng: xã đã có thông báo tạm dừng một phiên để khử khuẩn.', answer: 'Chợ phiên tạm dừng một phiên, phiên sau họp bình thường.' },
  { claim: 'Có người bán giấy xét nghiệm âm tính ở bãi xe', harm: 'high', outcome: 'confirmed', finding: 'Công an đã xác minh, đang xử lý theo quy định.', answer: 'Chỉ giấy có mã QR của cơ sở được phép mới có giá trị qua chốt.' },
  { claim: 'Bộ xét nghiệm phát miễn phí bị thu tiền', harm: 'medium', outcome: 'no_basis', finding: 'Không xác định được nơi xảy ra; đã niêm yết số điện thoại phản ánh.', answer: 'Bộ xét nghiệm do Nhà nước cấp được phát miễn phí.' },
  { claim: 'Học sinh nghỉ học hết năm', harm: 'medium', outcome: 'refuted', finding: 'Ngành Giáo dục không có chủ trương này.', answer: 'Học sinh học theo phương án của từng trường; phụ huynh xem thông báo của trường.' },
  { claim: 'Cửa khẩu mở lại cho người dân qua lại từ đầu tuần', harm: 'medium', outcome: 'no_basis', finding: 'Chưa có thông tin chính thức từ hai bên.', answer: 'Chưa có thông báo mở lại cho cư dân biên giới.' },
]
const CHANNELS = ['social-network', 'messaging', 'word-of-mouth', 'hotline', 'social-network', 'word-of-mouth'] as const
const SPREAD = ['one-place', 'commune', 'district', 'commune'] as const

/** Rumours of the last five weeks, in every state of triage. */
export function rumours(field: Field, count: number): RecordRow[] {
  return Array.from({ length: count }, (_, n) => rumour(field, n))
}

function rumour(field: Field, n: number): RecordRow {
  const dice = new Dice(field.seed, `rumour/${n}`)
  const known = dice.pick(CLAIMS)
  const area = dice.pick(field.communes)
  const heardOn = addDays(field.today, -dice.between(1, 35))
  const createdAt = officeHour(dice, heardOn)
  const state = dice.weighted({ new: heardOn > addDays(field.today, -4) ? 6 : 1, checking: 3, [known.outcome]: 4, closed: 5 })
  const answered = state !== 'new' && state !== 'checking'
  return {
    id: idFor(field.seed, createdAt, `rumour/${n}`), areaId: area.id, state, stateReason: answered ? known.finding : null, createdAt,
    values: {
      claim: known.claim, channel: dice.pick(CHANNELS), heardOn, spread: dice.pick(SPREAD), harm: known.harm, handlerId: field.handlerOf(area).id,
      ...(answered && { finding: known.finding, counterMessage: known.answer }),
      ...(dice.chance(0.4) && { callerName: 'Người dân MẪU', callerPhone: `0000 ${dice.between(100, 999)} ${dice.between(100, 999)}` }),
      ...(area.lat !== null && area.lon !== null && dice.chance(0.5) && { location: { lat: area.lat, lon: area.lon } }),
    },
  }
}
