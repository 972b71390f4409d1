/** Names of bodies printed in capitals, put into the case of running text. */

const PLACE_HEADS = /(?:^|\s)(tỉnh ủy|huyện ủy|thành ủy|quận ủy|thị ủy|đảng bộ|đảng ủy|tỉnh|thành phố|huyện|quận|thị xã|thị trấn|phường|xã|đặc khu)(?=\s)/giu

const PROPER: readonly string[] = [
  'Y tế', 'Giáo dục và Đào tạo', 'Nông nghiệp và Phát triển nông thôn', 'Nông nghiệp và Môi trường', 'Nông nghiệp',
  'Thông tin và Truyền thông', 'Lao động - Thương binh và Xã hội', 'Tài chính', 'Kế hoạch và Đầu tư', 'Công Thương',
  'Giao thông vận tải', 'Xây dựng', 'Nội vụ', 'Tư pháp', 'Quốc phòng', 'Công an', 'Ngoại giao', 'Văn hóa, Thể thao và Du lịch',
  'Khoa học và Công nghệ', 'Tài nguyên và Môi trường', 'Chính phủ', 'Quốc gia', 'Việt Nam', 'Trung ương', 'Quốc hội',
  'Covid-19', 'Mặt trận Tổ quốc', 'Tuyên giáo', 'Dân vận', 'Đảng', 'Chỉ đạo', 'Thường vụ', 'Chấp hành', 'Tổ chức', 'Nhà nước',
  'Y tế dự phòng', 'Chăn nuôi và Thú y', 'Thú y', 'Nhân dân tối cao', 'Đảng bộ', 'Bảo hiểm xã hội', 'Quân sự', 'Hội đồng', 'Tỉnh ủy', 'Huyện ủy', 'Thành ủy',
]

/** "ỦY BAN NHÂN DÂN TỈNH SƠN BÌNH" → "Ủy ban nhân dân tỉnh Sơn Bình"; a text in mixed case stays as it is. */
export function bodyCase(printed: string): string {
  if (/\p{Ll}/u.test(printed)) return expand(printed)
  const lower = expand(printed).toLowerCase().replace(/uỷ/g, 'ủy')
  const proper = PROPER.reduce(restore, lower)
  return upperFirst(capitalisePlace(proper))
}

/** "UBND" and "HĐND" in full, so that one body has one name. */
function expand(text: string): string {
  return text.replace(/(?<!\p{L})UBND(?!\p{L})/gu, 'Ủy ban nhân dân').replace(/(?<!\p{L})HĐND(?!\p{L})/gu, 'Hội đồng nhân dân')
}

function restore(text: string, name: string): string {
  const at = text.indexOf(name.toLowerCase())
  return at < 0 ? text : text.slice(0, at) + name + text.slice(at + name.length)
}

/** The name after the last kind of area ("tỉnh …", "huyện ủy …") is a proper name. */
function capitalisePlace(text: string): string {
  const head = [...text.matchAll(PLACE_HEADS)].at(-1)
  if (!head) return text
  const from = head.index + head[0].length
  return text.slice(0, from) + text.slice(from).replace(/(?<!\p{L})\p{Ll}/gu, letter => letter.toUpperCase())
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
