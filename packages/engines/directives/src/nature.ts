import type { DeadlineKind, TaskNature, Topic } from './reading.ts'
import { phrases, type Token } from './tokens.ts'

const HANDED_OVER = phrases(
  'xây dựng', 'ban hành', 'thành lập', 'kiện toàn', 'tham mưu', 'lập', 'trình', 'báo cáo', 'tổng hợp', 'rà soát', 'thống kê', 'hoàn thành', 'hoàn thiện', 'đề xuất',
  'xác định rõ', 'phân công', 'thẩm định', 'tập huấn', 'mua sắm', 'mua', 'chi trả', 'phân bổ', 'chuẩn bị', 'quán triệt', 'cụ thể hóa', 'đánh giá', 'sơ kết', 'tổng kết',
  'khảo sát', 'tiêm xong', 'bàn giao', 'công bố', 'kích hoạt', 'sửa đổi', 'bổ sung', 'diễn tập', 'họp', 'lắp đặt', 'thiết lập',
)
const KEPT_UP = phrases('duy trì', 'thường xuyên', 'tăng cường', 'tiếp tục', 'đẩy mạnh', 'theo dõi', 'giám sát', 'quản lý', 'phát huy', 'bám sát', 'nắm chắc', 'hằng ngày', 'hàng ngày', 'kịp thời', 'sẵn sàng', 'không để')
const REACH = 14

/**
 * Whether a task hands something over, is a duty without end, or an attitude: only the first may be
 * offered a date by the office.
 */
export function natureOf(tokens: readonly Token[], predicate: number, topics: readonly Topic[], deadline: DeadlineKind): TaskNature {
  if (deadline === 'date') return 'deliverable'
  if (topics.length === 1 && topics[0] === 'leadership') return 'attitude'
  if (deadline === 'recurring' || deadline === 'standing') return 'standing'
  const from = Math.max(0, predicate)
  const product = HANDED_OVER.find(tokens, from, Math.min(tokens.length, from + REACH))
  const duty = KEPT_UP.find(tokens, from, Math.min(tokens.length, from + REACH))
  if (product && (!duty || product.start <= duty.start + 3)) return 'deliverable'
  return 'standing'
}
