const KIND = /^(?:Tỉnh|Thành phố|Huyện|Thị xã|Quận|Xã|Phường|Thị trấn|Đặc khu|Thôn|Khu phố|Tổ dân phố) (?=\D)/i

/** A name as a map writes it: without its kind, unless only a number would be left ("Phường 13"). */
export function shortName(fullName: string): string {
  return fullName.replace(KIND, '')
}
