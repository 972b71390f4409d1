import type { Clause } from './clause.ts'
import type { DocType } from './reading.ts'
import { MODALS } from './lexicon/predicates.ts'
import { keySet, phrases, type Token } from './tokens.ts'

const LIABLE = phrases('chịu trách nhiệm', 'phải chịu trách nhiệm', 'sẽ phải chịu trách nhiệm', 'hoàn toàn chịu trách nhiệm', 'chịu hoàn toàn trách nhiệm')
const TO_WHOM = phrases('trước', 'theo quy định', 'nếu', 'về', 'toàn diện', 'hoàn toàn', 'trực tiếp trước', 'khi để')
const WHICHEVER = phrases('nào')
const LET_HAPPEN = phrases('nếu để', 'nào để', 'khi để', 'nếu không', 'sẽ phải')

/** Mere liability ("chịu trách nhiệm trước …") orders nothing, unless something else is ordered with it. */
export function isLiability(tokens: readonly Token[], clause: Clause): boolean {
  const from = Math.max(0, clause.predicate)
  const liable = LIABLE.find(tokens, from)
  if (!liable) return false
  if (WHICHEVER.in(tokens, 0, liable.start)) return !tokens.slice(0, liable.start).some(token => token.key === ';')
  if (LET_HAPPEN.in(tokens, 0, liable.start + 2)) return liable.start - from < 40 && !tokens.slice(0, liable.start).some(token => token.key === ';')
  if (!onlyModals(tokens, from, liable.start)) return false
  const after = tokens[liable.end]
  return (after === undefined || TO_WHOM.match(tokens, liable.end) !== null) && !tokens.slice(liable.end).some(token => token.key === ';')
}

function onlyModals(tokens: readonly Token[], from: number, to: number): boolean {
  let at = from
  while (at < to) {
    const next = MODALS.skip(tokens, at)
    if (next === at) return false
    at = next
  }
  return true
}

const PRAISE = phrases(
  'biểu dương sự', 'biểu dương tinh thần', 'biểu dương, ghi nhận', 'ghi nhận', 'đánh giá cao', 'hoan nghênh', 'tuy nhiên', 'thời gian qua', 'trong thời gian qua', 'vừa qua', 'hiện nay', 'nhìn chung', 'đến nay', 'trong những ngày qua', 'thời gian vừa qua',
  'tình hình dịch', 'tình hình', 'kết quả', 'theo báo cáo', 'theo dự báo', 'từ đầu năm', 'nhờ đó',
)

/** Opens a passage that tells how things stand. */
export function praises(tokens: readonly Token[]): boolean {
  const first = tokens.findIndex(token => token.word)
  return first >= 0 && PRAISE.match(tokens, first) !== null
}

const APPRAISES = phrases('ghi nhận', 'đánh giá cao', 'hoan nghênh', 'nhiệt liệt biểu dương', 'trân trọng cảm ơn', 'cảm ơn', 'chúc mừng')
const COMMENDS = phrases('biểu dương', 'khen ngợi')

/** "Ban Thường vụ Tỉnh ủy ghi nhận, đánh giá cao …": who issues the document praises and orders nothing. */
export function isPraise(tokens: readonly Token[], clause: Clause, byIssuer: boolean): boolean {
  if (clause.ordered || !clause.addressee) return false
  return APPRAISES.match(tokens, clause.predicate) !== null || byIssuer && COMMENDS.match(tokens, clause.predicate) !== null
}

const EMPTY_WORDS = keySet(
  ...('nghiêm túc khẩn trương triển khai tổ chức thực hiện thi hành nội dung nêu trên này chỉ thị công điện công văn kế hoạch thông báo kết luận nghị quyết hướng dẫn quyết định văn bản đầy đủ hiệu quả có các những theo thẩm quyền quy định pháp luật ý kiến đạo '
    + 'tinh thần đề nghị yêu cầu và để biết tập trung quan tâm phối hợp chủ động tích cực kịp thời đúng nhiệm vụ được giao chức năng căn cứ với trong quá trình việc bảo đảm đảm cao nhất quyết liệt đồng bộ phù tình hình thực tế của tại sự lãnh '
    + 'đạt kết quả tốt nhất phấn đấu các biện pháp giải pháp số nghiêm chỉnh cụ thể phải cần ngay tới nhận được khi sau lưu toàn bộ liên').split(' '),
)
const CONCRETE = phrases('báo cáo', 'trước ngày', 'gửi', 'xong', 'hằng ngày', 'hàng ngày', 'hằng tuần', 'hàng tuần', 'hằng tháng', 'hàng tháng', 'định kỳ', 'phản ánh', 'theo dõi', 'đôn đốc', 'vướng mắc')
const INFORM = phrases('thông báo', 'trân trọng thông báo', 'xin thông báo')
const SO_THAT = phrases('để', 'đến', 'tới', 'cho')

/** Addressees without a name of their own. */
const COLLECTIVE = /^(?:Các|các|Toàn|toàn|Mọi|mọi|Cả|cả|Những|Từng|Chủ tịch|Thủ trưởng|Giám đốc|Người đứng đầu|Lãnh đạo|Đơn vị|Cơ quan)(?!\p{L})/u

/** "… thông báo để các cơ quan biết, thực hiện": tells and orders nothing. */
function isNotice(tokens: readonly Token[], clause: Clause): boolean {
  const inform = INFORM.match(tokens, Math.max(0, clause.predicate))
  return inform !== null && SO_THAT.in(tokens, inform.end)
}

/** "Đề nghị các đơn vị nghiêm túc thực hiện": closes a document and adds nothing to its items. */
export function isGeneric(text: string, tokens: readonly Token[], clause: Clause): boolean {
  if (!clause.ordered && clause.addressee && !COLLECTIVE.test(text.slice(tokens[clause.addressee.start]!.start))) return isNotice(tokens, clause)
  if (isNotice(tokens, clause)) return true
  if (CONCRETE.in(tokens, Math.max(0, clause.predicate))) return false
  const rest = tokens.slice(Math.max(0, clause.predicate)).filter(token => token.word)
  return rest.filter(token => !EMPTY_WORDS.has(token.key)).length <= 2
}

const DECIDES = phrases('ban hành', 'phê duyệt', 'thành lập', 'kiện toàn', 'công bố', 'cho phép', 'áp dụng', 'bãi bỏ', 'thay thế', 'sửa đổi', 'điều chỉnh', 'bổ sung', 'phân bổ', 'cấp', 'xuất cấp', 'trích', 'hỗ trợ', 'công nhận', 'cử', 'khen thưởng', 'tặng', 'thống nhất', 'thông qua', 'bổ nhiệm', 'giao bổ sung', 'gia hạn', 'thiết lập')

/** What the issuer does by the document itself ("Điều 1. Ban hành kèm theo …") is no task. */
export function isOwnAct(tokens: readonly Token[], clause: Clause, place: { article: boolean }, docType: DocType | null): boolean {
  if (!place.article || clause.addressee) return false
  return (docType === 'quyet-dinh' || docType === 'nghi-quyet') && DECIDES.match(tokens, clause.predicate) !== null
}
