import type { ConditionRules, DecidedRules, MatrixRules, Raise, RuleSet } from './rules.ts'

const PRESS = 'báo chí đăng lại văn bản'
const UNSEEN = 'chưa thấy toàn văn'

const FOUR_COLOURS = ['green', 'yellow', 'orange', 'red'] as const
const fourLevels = (names: readonly [string, string, string, string]) => names.map((name, index) => ({ level: index + 1, name, colour: FOUR_COLOURS[index]! }))

/** In force before Resolution 128: aggregation over the parts of an area, and what the steering committee declares. */
const QD_2686: ConditionRules = {
  id: '2686', name: 'Quyết định 2686/QĐ-BCĐQG (31/5/2021)', validFrom: '2021-05-31', validTo: '2021-10-10', method: 'conditions',
  levels: fourLevels(['Bình thường mới', 'Nguy cơ', 'Nguy cơ cao', 'Nguy cơ rất cao']),
  source: 'thuvienphapluat.vn (trích); mức của huyện', confidence: 'medium',
  note: 'Chỉ thấy tiêu chí cấp huyện; cấp xã và tỉnh áp dụng tương tự cho cấp dưới của nó. Trưởng ban chỉ đạo quyết định. Hết hiệu lực khi có Nghị quyết 128/NQ-CP.',
  conditions: [
    { id: 'known-source-case', kind: 'flag', level: 2, name: 'có F0 trong cộng đồng, đã rõ nguồn lây', source: PRESS, confidence: 'high' },
    { id: 'incidence-14-days', kind: 'above', level: 2, measure: 'community-cases-14-days', per: 100_000, weeks: 1, edge: 1, name: 'F0 trong 14 ngày trên 100.000 dân lớn hơn 1', source: `${PRESS} (trích)`, confidence: 'medium' },
    { id: 'parts-high-30', kind: 'parts', level: 3, partLevel: 3, share: 30, name: 'từ 30 % đơn vị trực thuộc nguy cơ cao', source: PRESS, confidence: 'high' },
    { id: 'parts-risk-50', kind: 'parts', level: 3, partLevel: 2, share: 50, name: 'từ 50 % đơn vị trực thuộc có nguy cơ', source: PRESS, confidence: 'high' },
    { id: 'part-very-high', kind: 'any-part', level: 3, partLevel: 4, name: 'có đơn vị trực thuộc nguy cơ rất cao', source: PRESS, confidence: 'high' },
    { id: 'hard-to-control-20', kind: 'flag', level: 3, name: 'nguồn lây khó kiểm soát, có thể lan nhanh ở trên 20 % đơn vị trực thuộc', source: PRESS, confidence: 'high' },
    { id: 'industrial-zone', kind: 'flag', level: 3, name: 'khu công nghiệp trọng điểm giáp nguồn lây chưa kiểm soát', source: PRESS, confidence: 'high' },
    { id: 'parts-very-high-30', kind: 'parts', level: 4, partLevel: 4, share: 30, name: 'từ 30 % đơn vị trực thuộc nguy cơ rất cao', source: PRESS, confidence: 'high' },
    { id: 'parts-high-50', kind: 'parts', level: 4, partLevel: 3, share: 50, name: 'từ 50 % đơn vị trực thuộc nguy cơ cao', source: PRESS, confidence: 'high' },
    { id: 'uncontrolled-50', kind: 'flag', level: 4, name: 'nguồn lây chưa kiểm soát đe dọa trên 50 % đơn vị trực thuộc', source: PRESS, confidence: 'high' },
  ],
}

const ELDERLY_65: Raise = {
  id: 'elderly', name: 'người từ 65 tuổi tiêm đủ liều (%)', measure: 'full-dose-65', per: 100, weeks: 1, least: 80, unlessNoCases: true,
  source: 'dự thảo đăng trên vietbao.vn; các thông báo cấp độ của Hà Nội, Long An', confidence: 'medium',
}

const QD_4800: MatrixRules = {
  id: '4800', name: 'Nghị quyết 128/NQ-CP, Quyết định 4800/QĐ-BYT (12/10/2021)', validFrom: '2021-10-11', validTo: '2021-10-31', method: 'matrix',
  levels: fourLevels(['Cấp 1 – nguy cơ thấp', 'Cấp 2 – nguy cơ trung bình', 'Cấp 3 – nguy cơ cao', 'Cấp 4 – nguy cơ rất cao']),
  source: 'luatvietnam.vn, vietbao.vn', confidence: 'medium',
  note: 'Đánh giá từ cấp xã hoặc nhỏ hơn. Tỉnh có thể điều chỉnh ngưỡng nhưng không trái Nghị quyết 128; nơi ít dân, xem số ca chứ không chỉ tỷ lệ.',
  columns: [{
    id: 'incidence', name: 'ca mắc mới trong cộng đồng trên 100.000 dân một tuần (trung bình 2 tuần)', measure: 'community-cases-14-days',
    per: 100_000, weeks: 2, edges: [20, 50, 150], source: PRESS, confidence: 'high',
  }],
  row: { id: 'first-dose', name: 'người từ 18 tuổi tiêm ít nhất 1 liều (%)', measure: 'first-dose-18', per: 100, weeks: 1, edges: [70], source: PRESS, confidence: 'high' },
  table: [[1, 2, 3, 4], [1, 1, 2, 3]],
  tableSource: { id: 'table', name: 'bảng phối hợp', source: 'hàng từ 70 % khớp với các thông báo đã thấy; hàng dưới 70 % theo hiểu biết chung', confidence: 'medium' },
  raises: [ELDERLY_65],
  holds: [{ id: 'response-ready', name: 'bảo đảm thu dung, điều trị (tiêu chí 3)', source: 'luatvietnam.vn', confidence: 'high' }],
  watched: [],
}

/** From November 2021 the elderly counted from 50 years on. */
const QD_4800_NOVEMBER: MatrixRules = {
  ...QD_4800, id: '4800-11', name: 'Quyết định 4800/QĐ-BYT, người cao tuổi từ 50 (11/2021)', validFrom: '2021-11-01', validTo: '2022-01-26',
  raises: [{ ...ELDERLY_65, name: 'người từ 50 tuổi tiêm đủ liều (%)', measure: 'full-dose-50' }],
}

const GUESS = 'theo hiểu biết chung, chưa đối chiếu văn bản'

const QD_218: MatrixRules = {
  id: '218', name: 'Quyết định 218/QĐ-BYT (27/01/2022)', validFrom: '2022-01-27', validTo: '2023-10-19', method: 'matrix',
  levels: QD_4800.levels, source: 'vnexpress.net (một phần)', confidence: 'low',
  note: 'Chỉ ngưỡng từ 600 ca là đã đối chiếu; các ngưỡng khác, bảng phối hợp và tác động của tiêu chí vắc-xin cần nhập lại theo văn bản. Hết áp dụng khi COVID-19 thành bệnh nhóm B (20/10/2023).',
  columns: [
    { id: 'incidence', name: 'ca mắc mới trên 100.000 dân một tuần', measure: 'community-cases-14-days', per: 100_000, weeks: 2, edges: [90, 450, 600], source: 'vnexpress.net (ngưỡng 600); hai ngưỡng dưới theo hiểu biết chung', confidence: 'medium' },
    { id: 'oxygen', name: 'người bệnh thở ô-xy trên 100.000 dân', measure: 'oxygen-patients', per: 100_000, weeks: 1, edges: [8.8, 16, 24], optional: true, inherited: true, source: GUESS, confidence: 'low' },
    { id: 'deaths', name: 'ca tử vong trên 100.000 dân một tuần', measure: 'deaths-14-days', per: 100_000, weeks: 2, edges: [6, 9, 14], optional: true, inherited: true, source: GUESS, confidence: 'low' },
  ],
  row: { id: 'response', name: 'giường hồi sức của tỉnh trên 100.000 dân', measure: 'icu-beds', per: 100_000, weeks: 1, edges: [2, 4], inherited: true, source: GUESS, confidence: 'low' },
  table: [[2, 3, 4, 4], [1, 2, 3, 4], [1, 1, 2, 3]],
  tableSource: { id: 'table', name: 'bảng phối hợp', source: GUESS, confidence: 'low' },
  raises: [], holds: [],
  watched: [
    { id: 'full-dose', name: 'người thuộc diện tiêm đã tiêm đủ liều (%)', measure: 'full-dose-eligible', per: 100, weeks: 1, least: 75, unlessNoCases: false, source: 'vnexpress.net', confidence: 'high' },
    { id: 'at-risk', name: 'người nguy cơ cao đã tiêm đủ liều (%)', measure: 'full-dose-at-risk', per: 100, weeks: 1, least: 90, unlessNoCases: false, source: 'vnexpress.net', confidence: 'high' },
  ],
}

const SUMMARY_2026 = `bản tóm tắt Thông tư 15/2026, ${UNSEEN}`

/** Alert and epidemic of any notifiable disease at a commune, Articles 16 and 22. */
const TT_15_OUTBREAK: ConditionRules = {
  id: '15-2026', name: 'Thông tư 15/2026: cảnh báo và có dịch tại xã (Điều 16, 22)', validFrom: '2026-07-01', validTo: null, method: 'conditions',
  levels: [{ level: 0, name: 'Chưa có dịch', colour: 'green' }, { level: 1, name: 'Cảnh báo', colour: 'yellow' }, { level: 2, name: 'Có dịch', colour: 'red' }],
  source: SUMMARY_2026, confidence: 'low',
  note: 'Ngưỡng cảnh báo là trung bình cộng 1 đến 2 độ lệch chuẩn, ở đây lấy 1; ngày hiệu lực cần đối chiếu. Có dịch của bệnh nhóm A theo hướng dẫn từng bệnh.',
  conditions: [
    { id: 'week-above-usual', kind: 'above-usual', level: 1, measure: 'cases-this-week', deviations: 1, onlyFor: 'endemic', name: 'số ca trong tuần vượt trung bình cộng 1 độ lệch chuẩn', source: SUMMARY_2026, confidence: 'low' },
    { id: 'three-linked', kind: 'at-least', level: 1, measure: 'linked-cases', per: 1, weeks: 1, edge: 3, onlyFor: 'not-endemic', name: 'từ 3 ca liên quan dịch tễ', source: SUMMARY_2026, confidence: 'medium' },
    { id: 'group-a-case', kind: 'at-least', level: 1, measure: 'cases-this-week', per: 1, weeks: 1, edge: 1, onlyFor: 'group-a', name: 'có ca bệnh nhóm A', source: SUMMARY_2026, confidence: 'medium' },
    { id: 'never-recorded', kind: 'flag', level: 1, name: 'bệnh chưa từng ghi nhận tại địa bàn', source: SUMMARY_2026, confidence: 'medium' },
    { id: 'month-above-usual', kind: 'above-usual', level: 2, measure: 'cases-this-month', deviations: 2, onlyFor: 'endemic', name: 'số ca cộng dồn trong tháng vượt trung bình cùng tháng 5 năm cộng 2 độ lệch chuẩn', source: SUMMARY_2026, confidence: 'medium' },
    { id: 'five-linked', kind: 'at-least', level: 2, measure: 'linked-cases', per: 1, weeks: 1, edge: 5, onlyFor: 'not-endemic', name: 'từ 5 ca liên quan dịch tễ', source: SUMMARY_2026, confidence: 'medium' },
  ],
}

const CIVIL_DEFENCE: DecidedRules = {
  id: 'civil-defence', name: 'Thông tư 15/2026: cấp độ phòng thủ dân sự về dịch bệnh (Điều 17–20)', validFrom: '2026-07-01', validTo: null, method: 'decided',
  levels: [{ level: 1, name: 'Cấp độ 1 (trong xã)', colour: null }, { level: 2, name: 'Cấp độ 2 (trong tỉnh)', colour: null }, { level: 3, name: 'Cấp độ 3 (liên tỉnh)', colour: null }, { level: 4, name: 'Tình trạng khẩn cấp', colour: null }],
  source: SUMMARY_2026, confidence: 'low', note: 'Tiêu chí của từng cấp độ chưa thấy; cấp có thẩm quyền quyết định. Ngày hiệu lực cần đối chiếu.',
}

/** Rule sets of the level of an epidemic, oldest first. Facts, each with its source; what is uncertain says so. */
export const RULE_SETS: readonly RuleSet[] = [QD_2686, QD_4800, QD_4800_NOVEMBER, QD_218, TT_15_OUTBREAK, CIVIL_DEFENCE]

/** The rule sets in force on a day. Since 2026 there are two: outbreak by count, civil defence by decision. */
export function ruleSetsOn(day: string, sets: readonly RuleSet[] = RULE_SETS): RuleSet[] {
  return sets.filter(({ validFrom, validTo }) => validFrom <= day && (validTo === null || day <= validTo))
}
