import bwip from 'bwip-js/node'
import { writePages } from './pdf.ts'

/** A sheet for a door: what it is, where, the code, and lines that tell how to use it. `shown` is the address in letters, for whoever cannot scan. */
export interface Poster { title: string; name: string; payload: string; sideMm: number; lines: readonly string[]; shown: string }

const POINTS_PER_MM = 72 / 25.4

/** One A4 page; the code is as large as said, on white with its quiet zone. */
export function writePoster({ title, name, payload, sideMm, lines, shown }: Poster): Promise<Buffer> {
  const side = sideMm * POINTS_PER_MM
  const svg = bwip.toSVG({ bcid: 'qrcode', text: payload, paddingwidth: 4, paddingheight: 4 })
  return writePages({
    pageSize: 'A4', pageMargins: [40, 36, 40, 36], info: { title, creator: 'Pháo Đài', producer: 'Pháo Đài' },
    content: [
      { text: title, fontSize: 26, bold: true, alignment: 'center' },
      { text: name, fontSize: 20, bold: true, alignment: 'center', margin: [0, 8, 0, 8] },
      { svg, fit: [side, side], alignment: 'center' },
      { text: shown, fontSize: 11, alignment: 'center', margin: [0, 4, 0, 10] },
      ...lines.map((text) => ({ text, fontSize: 13, alignment: 'center', margin: [0, 0, 0, 6] })),
    ],
  })
}
