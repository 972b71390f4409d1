import type { DocType } from '../reading.ts'

/** Type names as printed over a document, longest first where one begins with another. */
export const TITLES: readonly (readonly [string, DocType])[] = [
  ['THÔNG BÁO KẾT LUẬN', 'thong-bao'], ['THÔNG BÁO', 'thong-bao'], ['CÔNG ĐIỆN KHẨN', 'cong-dien'],
  ['CÔNG ĐIỆN', 'cong-dien'], ['ĐIỆN KHẨN', 'cong-dien'], ['ĐIỆN MẬT', 'cong-dien'], ['ĐIỆN', 'cong-dien'],
  ['CHỈ THỊ', 'chi-thi'], ['KẾ HOẠCH', 'ke-hoach'], ['QUYẾT ĐỊNH', 'quyet-dinh'], ['NGHỊ QUYẾT', 'nghi-quyet'],
  ['HƯỚNG DẪN', 'huong-dan'], ['KẾT LUẬN', 'ket-luan'], ['CÔNG VĂN', 'cong-van'], ['BÁO CÁO', 'other'],
  ['TỜ TRÌNH', 'other'], ['CHƯƠNG TRÌNH', 'other'], ['PHƯƠNG ÁN', 'other'], ['ĐỀ ÁN', 'other'],
  ['QUY CHẾ', 'other'], ['QUY ĐỊNH', 'other'], ['THÔNG TRI', 'other'], ['LỜI KÊU GỌI', 'other'],
  ['BIÊN BẢN', 'other'], ['THÔNG TƯ', 'other'], ['NGHỊ ĐỊNH', 'other'], ['GIẤY MỜI', 'other'],
]

/** Type codes of document numbers (State decree 30/2020, Party rule 66-QĐ/TW) and what they stand for. */
export const CODES: ReadonlyMap<string, { type: DocType; name: string }> = new Map([
  ['CV', { type: 'cong-van', name: 'Công văn' }], ['CT', { type: 'chi-thi', name: 'Chỉ thị' }],
  ['TB', { type: 'thong-bao', name: 'Thông báo' }], ['CĐ', { type: 'cong-dien', name: 'Công điện' }],
  ['Đ', { type: 'cong-dien', name: 'Điện' }],
  ['KH', { type: 'ke-hoach', name: 'Kế hoạch' }], ['QĐ', { type: 'quyet-dinh', name: 'Quyết định' }],
  ['NQ', { type: 'nghi-quyet', name: 'Nghị quyết' }], ['HD', { type: 'huong-dan', name: 'Hướng dẫn' }],
  ['KL', { type: 'ket-luan', name: 'Kết luận' }], ['BC', { type: 'other', name: 'Báo cáo' }],
  ['TTr', { type: 'other', name: 'Tờ trình' }], ['CTr', { type: 'other', name: 'Chương trình' }],
  ['PA', { type: 'other', name: 'Phương án' }], ['ĐA', { type: 'other', name: 'Đề án' }],
  ['NĐ', { type: 'other', name: 'Nghị định' }], ['TT', { type: 'other', name: 'Thông tư' }],
  ['TTLT', { type: 'other', name: 'Thông tư liên tịch' }], ['QC', { type: 'other', name: 'Quy chế' }],
  ['QyĐ', { type: 'other', name: 'Quy định' }], ['QĐi', { type: 'other', name: 'Quy định' }],
  ['GM', { type: 'other', name: 'Giấy mời' }], ['BB', { type: 'other', name: 'Biên bản' }],
])

/** Names of document types as they are cited in running text. */
export const CITED_TYPES: readonly string[] = [
  'Công văn', 'Công điện', 'Điện', 'Chỉ thị', 'Thông báo', 'Thông báo kết luận', 'Kế hoạch', 'Quyết định',
  'Nghị quyết', 'Hướng dẫn', 'Kết luận', 'Báo cáo', 'Tờ trình', 'Chương trình', 'Phương án', 'Đề án', 'Quy chế',
  'Quy định', 'Thông tri', 'Thông tư', 'Thông tư liên tịch', 'Nghị định', 'Luật', 'Pháp lệnh', 'Văn bản',
  'Lời kêu gọi', 'Thư', 'Biên bản', 'Điện mật', 'Công điện khẩn', 'Giấy mời',
]

/** Words a preamble opens with; a line that starts so is no longer abstract or address. */
export const PREAMBLE_OPENERS: readonly string[] = [
  'Căn cứ', 'Thực hiện', 'Để', 'Ngày', 'Trong thời gian', 'Thời gian qua', 'Thời gian gần đây', 'Hiện nay',
  'Theo', 'Xét', 'Sau khi', 'Trước', 'Tình hình', 'Trong những', 'Từ', 'Nhằm', 'Tiếp theo', 'Hôm nay', 'Vừa qua',
  'Trong bối cảnh', 'Những ngày', 'Trên cơ sở', 'Đến nay', 'Qua', 'Năm', 'Hồi', 'Chiều', 'Sáng', 'Với', 'Dịch',
  'Bệnh', 'Bão', 'Trong', 'Do', 'Tại', 'Đợt', 'Mưa', 'Để tiếp tục', 'Phúc đáp', 'Tính đến', 'Cùng với', 'Nhận được',
  'Sáng ngày', 'Chiều ngày', 'Vào', 'Thường trực', 'Ban Thường vụ',
]
