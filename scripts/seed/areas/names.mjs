// Names of administrative units as the statistics office writes them, and keys to compare them by.

const KINDS = [
  'thành phố', 'thị xã', 'thị trấn', 'đặc khu', 'tỉnh', 'quận', 'huyện', 'phường', 'xã',
]

/** NFC, single spaces, and tone marks where the statistics office puts them ("Hòa", "Thủy", but "Quý", "Hoàng"). */
export function officialSpelling(text) {
  const tidy = text.normalize('NFC').replace(/\s+/g, ' ').replace(/[’‘]/g, "'").trim()
  return tidy.replace(/(\p{L}?)(o[aàáảãạeèéẻẽẹ]|u[yỳýỷỹỵ])(?!\p{L})/giu, (whole, before, pair) =>
    /^q$/i.test(before) && /^u/i.test(pair) ? whole : before + toneOnFirst(pair))
}

function toneOnFirst(pair) {
  const [first, second] = [...pair]
  const [base, tone = ''] = [...second.normalize('NFD')]
  return (first + tone).normalize('NFC') + base
}

/**
 * Splits "Thị trấn Đình Lập" into its kind (lower case) and its name. Numbered wards lose a leading zero, words a
 * lost capital ("Đồng ý" → "Đồng Ý"), and towns of state farms their abbreviation ("NT Thái Bình").
 */
export function splitKind(fullName) {
  const text = officialSpelling(fullName)
  const kind = KINDS.find((each) => text.toLowerCase().startsWith(`${each} `))
  const name = kind ? text.slice(kind.length + 1) : text
  const whole = name.replace(/^0+(?=\d)/, '').replace(/^N\.?T\.? /, 'Nông trường ')
  return { kind, name: whole.replace(/(?<=^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase()) }
}

/** Compares names with their marks but without case, hyphens, apostrophes and the i/y spelling choice. */
export function nameKey(text) {
  const plain = officialSpelling(text).toLowerCase().replace(/['´`-]/g, ' ').replace(/\s+/g, ' ')
  return plain.replace(/[yỳýỷỹỵ](?!\p{L})/gu, (letter) => letter.normalize('NFD').replace('y', 'i').normalize('NFC')).trim()
}
