import bwip from 'bwip-js/node'
import { writePages } from './pdf.ts'

/** A label on a tube: its code, and a line of words under it. */
export interface Label { code: string; words: string }

const POINTS_PER_MM = 72 / 25.4
const MARGIN = 10 * POINTS_PER_MM
/** Four labels a row: wide enough for twelve characters of Code 128 at 0.25 mm a bar, narrow enough for a tube. */
const COLUMNS = 4
const WIDTH = (210 * POINTS_PER_MM - 2 * MARGIN) / COLUMNS
const HEIGHT = 25 * POINTS_PER_MM
const BARS = { width: WIDTH - 16, height: 11 * POINTS_PER_MM }
const CUT = { hLineWidth: () => 0.3, vLineWidth: () => 0.3, hLineColor: () => '#aaaaaa', vLineColor: () => '#aaaaaa', paddingLeft: () => 0, paddingRight: () => 0, paddingTop: () => 0, paddingBottom: () => 0 }

function cell({ code, words }: Label): object {
  const svg = bwip.toSVG({ bcid: 'code128', text: code, height: 11, includetext: false })
  return { stack: [{ svg, fit: [BARS.width, BARS.height], alignment: 'center' }, { text: code, fontSize: 9, bold: true, alignment: 'center', margin: [0, 2, 0, 0] }, { text: words, fontSize: 6.5, alignment: 'center' }], margin: [0, 8, 0, 0] }
}

/** A sheet of labels as a PDF. */
export function writeLabels(labels: readonly Label[]): Promise<Buffer> {
  const rows = Array.from({ length: Math.ceil(labels.length / COLUMNS) }, (_, row) => Array.from({ length: COLUMNS }, (__, column) => {
    const label = labels[row * COLUMNS + column]
    return label ? cell(label) : ''
  }))
  return writePages({
    pageSize: 'A4', pageMargins: [MARGIN, MARGIN, MARGIN, MARGIN], info: { title: 'Nhãn mã vạch', creator: 'Pháo Đài', producer: 'Pháo Đài' },
    content: [{ table: { widths: Array.from({ length: COLUMNS }, () => WIDTH - 0.3), heights: HEIGHT, dontBreakRows: true, body: rows }, layout: CUT }],
  })
}

/** A wristband: an opaque code as QR, and lines that its bearer and his nurse read. */
export interface Wristband { code: string; lines: readonly string[] }

const BAND = { width: 190 * POINTS_PER_MM, qr: 20 * POINTS_PER_MM, height: 25 * POINTS_PER_MM }

function band({ code, lines }: Wristband): object {
  const svg = bwip.toSVG({ bcid: 'qrcode', text: code })
  return { columns: [{ svg, fit: [BAND.qr, BAND.qr], width: BAND.qr + 8 }, { stack: [{ text: lines[0], fontSize: 13, bold: true }, ...lines.slice(1).map((text) => ({ text, fontSize: 9 })), { text: code, fontSize: 9, bold: true }], margin: [6, 4, 0, 0] }], margin: [6, 4, 6, 4] }
}

/** Wristbands one under the other, to be cut apart. */
export function writeWristbands(bands: readonly Wristband[]): Promise<Buffer> {
  return writePages({
    pageSize: 'A4', pageMargins: [MARGIN, MARGIN, MARGIN, MARGIN], info: { title: 'Vòng đeo tay', creator: 'Pháo Đài', producer: 'Pháo Đài' },
    content: [{ table: { widths: [BAND.width], heights: BAND.height, dontBreakRows: true, body: bands.map((each) => [band(each)]) }, layout: CUT }],
  })
}
