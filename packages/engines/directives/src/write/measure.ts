/** Widths of printed text, so that drawn lines are as long as the words above them and names break where they should. */
import type { TextStyle } from './rules.ts'

/** Advance widths of U+0020 … U+007E in thousandths of the size; Times New Roman and its metric twins (Tinos, Liberation Serif) share them. */
const REGULAR = [
  250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444,
  921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500,
  333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
]
const BOLD = [
  250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500, 500, 333, 333, 570, 570, 570, 500,
  930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500,
  333, 500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394, 220, 394, 520,
]
/** Horns make ư and Ư wider than u and U. */
const HORN = 54
const UNKNOWN = 500
const MILLIMETRES_PER_POINT = 25.4 / 72

/** Width of a line of text in millimetres. */
export function widthOf(text: string, style: Pick<TextStyle, 'size' | 'bold'>): number {
  const widths = style.bold ? BOLD : REGULAR
  let total = 0
  for (const char of text) {
    const base = char === 'đ' ? 'd' : char === 'Đ' ? 'D' : char.normalize('NFD').charAt(0)
    total += (widths[base.charCodeAt(0) - 32] ?? UNKNOWN) + (/[ưừứửữự]/iu.test(char) ? HORN : 0)
  }
  return total / 1000 * style.size * MILLIMETRES_PER_POINT
}

/** Narrowest width at which a text takes no more lines than it must, so that its lines are of like length. */
export function balancedWidth(text: string, style: Pick<TextStyle, 'size' | 'bold'>, width: number): number {
  const least = linesAt(text, style, width)
  if (least <= 1) return width
  let balanced = width
  while (balanced > STEP && linesAt(text, style, balanced - STEP) === least) balanced -= STEP
  return Math.min(width, balanced + SLACK)
}

const STEP = 2
/** Programs that draw the text measure it a little differently. */
const SLACK = 3

function linesAt(text: string, style: Pick<TextStyle, 'size' | 'bold'>, width: number): number {
  let lines = 1
  let used = 0
  for (const word of text.split(' ')) {
    const own = widthOf(`${word} `, style)
    if (used + own > width + widthOf(' ', style) && used > 0) {
      lines++
      used = 0
    }
    used += own
  }
  return lines
}

const AREA_WORD = /^(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|THỊ TRẤN|ĐẶC KHU)(?!\p{L})/u
const OPENS_BODY = /^(?:BỘ|SỞ|CỤC|CHI|ỦY|UBND|HĐND|HỘI|BAN|VĂN|TRUNG|VIỆN|PHÒNG|TỔ|BỆNH|TRƯỜNG|CÔNG|TỔNG|LIÊN|MẶT|NGÂN|ĐẢNG|CHÍNH|THỦ|THÀNH ỦY|TỈNH ỦY|HUYỆN ỦY|QUẬN ỦY|THỊ ỦY|KIỂM|TÒA|BẢO|QUỐC)(?!\p{L})/u

/**
 * A name in capitals on as many lines as its column needs: broken before the area it belongs to
 * ("ỦY BAN NHÂN DÂN / TỈNH LẠNG SƠN"), else into lines of like length that do not begin like another name.
 */
export function linesOfName(name: string, style: TextStyle, width: number): string[] {
  if (widthOf(name, style) <= width) return [name]
  const words = name.split(' ')
  const breaks = words.map((_, at) => at).slice(1)
    .map(at => ({ left: words.slice(0, at).join(' '), right: words.slice(at).join(' ') }))
    .filter(({ left, right }) => widthOf(left, style) <= width && !OPENS_BODY.test(right))
  const best = breaks.findLast(({ right }) => AREA_WORD.test(right) && widthOf(right, style) <= width) ?? breaks.sort((a, b) => unevenness(a, style) - unevenness(b, style))[0]
  return best ? [best.left, ...linesOfName(best.right, style, width)] : [name]
}

function unevenness({ left, right }: { left: string; right: string }, style: TextStyle): number {
  return Math.abs(widthOf(left, style) - widthOf(right, style))
}
