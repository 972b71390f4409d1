import { strFromU8, unzipSync } from 'fflate'
import { getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { item, rulesFor, type TablePaper, type WrittenDocument } from '@phaodai/directives'
import { samples } from '#test/written-documents.ts'
import { renderDocx, renderPdf, renderTablePaper } from './index.ts'

const MILLIMETRES = 25.4 / 72
/** How far a glyph's box may stand off the edge it is set at, in millimetres. */
const CLOSE = 0.6

interface Word { text: string; left: number; right: number; base: number; size: number; font: string; page: number }

/** Words of a PDF with their places in millimetres from the upper left corner. */
async function wordsOf(file: Buffer): Promise<{ words: Word[]; pages: { width: number; height: number }[] }> {
  const pdf = await getDocumentProxy(new Uint8Array(file))
  const words: Word[] = []
  const pages: { width: number; height: number }[] = []
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number)
    const [, , width, height] = page.view as [number, number, number, number]
    pages.push({ width: width * MILLIMETRES, height: height * MILLIMETRES })
    for (const item of (await page.getTextContent()).items) {
      if (!('str' in item) || item.str.trim() === '') continue
      const [x, y] = [item.transform[4] as number, item.transform[5] as number]
      const trailing = item.str.length - item.str.trimEnd().length
      words.push({ text: item.str, left: x * MILLIMETRES, right: (x + item.width - trailing * item.height * 0.25) * MILLIMETRES, base: (height - y) * MILLIMETRES, size: item.height, font: item.fontName, page: number })
    }
  }
  return { words, pages }
}

const body = (words: Word[]): Word[] => words.filter(word => word.base > 20)

describe.each(Object.entries(samples))('the PDF of %s', (_, doc: WrittenDocument) => {
  it('keeps paper and margins of its rules', async () => {
    const { words, pages } = await wordsOf(await renderPdf(doc))
    const { paper, margins } = rulesFor(doc.system, doc.date)
    for (const page of pages) expect([Math.round(page.width), Math.round(page.height)]).toEqual([paper.value.width, paper.value.height])
    const { left, right, top, bottom } = margins.value
    expect(Math.abs(Math.min(...words.map(word => word.left)) - left)).toBeLessThan(CLOSE)
    expect(Math.abs(Math.max(...words.map(word => word.right)) - (paper.value.width - right))).toBeLessThan(CLOSE)
    for (const word of body(words)) {
      expect(word.base - word.size * 0.7 * MILLIMETRES).toBeGreaterThan(top - CLOSE)
      expect(word.base).toBeLessThan(paper.value.height - bottom + CLOSE)
    }
  })

  it('numbers its pages from the second on, centred between the margins', async () => {
    const { words, pages } = await wordsOf(await renderPdf(doc))
    const { paper, margins } = rulesFor(doc.system, doc.date)
    const numbers = words.filter(word => word.base < margins.value.top)
    expect(numbers.map(word => word.text)).toEqual(pages.slice(1).map((__, at) => String(at + 2)))
    const centre = (margins.value.left + paper.value.width - margins.value.right) / 2
    for (const number of numbers) expect(Math.abs((number.left + number.right) / 2 - centre)).toBeLessThan(CLOSE)
  })
})

/** Place of the first words that read like a text. */
function find(words: Word[], text: string): Word {
  const length = text.split(' ').length
  const at = words.findIndex((_, from) => phrase(words, from, length).startsWith(text))
  if (at < 0) throw new RangeError(`${text} is not in ${phrase(words, 0, words.length)}`)
  return { ...words[at]!, right: words[at + length - 1]!.right }
}

const phrase = (words: Word[], from: number, length: number): string => words.slice(from, from + length).map(word => word.text.trim()).join(' ')

describe('page breaks', () => {
  it('leave no signature on a page without words of the body', async () => {
    const { words } = await wordsOf(await renderPdf(samples.partyLetter))
    const last = Math.max(...words.map(word => word.page))
    expect(last).toBe(2)
    expect(phrase(words.filter(word => word.page === last), 0, 1000)).toContain('Nhận được Công văn này')
  })

  it('part what is longer than a page: a long item, a long list of recipients', async () => {
    const long = 'Rà soát, bổ sung, hoàn thiện kịch bản phòng, chống dịch ở mức cao hơn; chuẩn bị tốt các điều kiện. '.repeat(120)
    const doc: WrittenDocument = { ...samples.partyLetter, closing: [], items: [item(long)], recipients: Array.from({ length: 120 }, (_, at) => ({ text: `Đảng ủy xã Thử ${at + 1}`, purpose: 'execute' as const })) }
    const { words } = await wordsOf(await renderPdf(doc))
    expect(Math.max(...words.map(word => word.base))).toBeLessThan(277 + CLOSE)
    expect(phrase(words, 0, 10_000).match(/Rà soát/g)).toHaveLength(120)
    expect(phrase(words, 0, 10_000).match(/Thử \d+/g)).toHaveLength(120)
  })
})

describe('boxes of the page', () => {
  it('of the Party: title right, issuer left, number level with the date, Nơi nhận left of the signature', async () => {
    const { words } = await wordsOf(await renderPdf(samples.partyLetter))
    expect(find(words, 'ĐẢNG BỘ TỈNH').right).toBeLessThan(find(words, 'ĐẢNG CỘNG SẢN').left)
    expect(find(words, 'ĐẢNG CỘNG SẢN').size).toBeCloseTo(15)
    expect(Math.abs(find(words, '711-CV/HU').base - find(words, 'Mẫu Lĩnh, ').base)).toBeLessThan(0.5)
    expect(find(words, 'V/v').size).toBeCloseTo(12)
    expect(find(words, 'V/v').base).toBeGreaterThan(find(words, '711-CV/HU').base)
    expect(find(words, 'Nơi nhận').left).toBeLessThan(31)
    expect(find(words, 'T/M BAN').left).toBeGreaterThan(105)
    expect(find(words, 'Lưu Văn').size).toBeCloseTo(12)
  })

  it('of the State: national title on one line, body 14 points indented 12.7 mm', async () => {
    const { words } = await wordsOf(await renderPdf(samples.stateDecision))
    expect(find(words, 'CỘNG HÒA').base).toBe(find(words, 'VIỆT NAM').base)
    expect(Math.abs(find(words, 'Căn cứ').left - 42.7)).toBeLessThan(CLOSE)
    expect(find(words, 'Căn cứ').size).toBeCloseTo(14)
    expect(find(words, 'Lưu: VT').size).toBeCloseTo(11)
  })
})

/** A part of a Word file. */
const partOf = (file: Buffer, name: string): string => strFromU8(unzipSync(new Uint8Array(file))[name]!)

describe('the Word file', () => {
  it('names the font and carries paper and margins in twentieths of a point', async () => {
    const file = await renderDocx(samples.partyPlan)
    expect(partOf(file, 'word/document.xml')).toMatch(/<w:pgSz w:w="11906" w:h="16838"[^>]*\/><w:pgMar w:top="1134" w:right="850" w:bottom="1134" w:left="1701"/)
    expect(partOf(file, 'word/styles.xml')).toContain('Times New Roman')
    expect(partOf(file, 'word/document.xml')).toContain('<w:titlePg/>')
  })
})

const paper: TablePaper = {
  header: { system: 'state', superior: 'Ủy ban nhân dân tỉnh Mẫu Sơn', issuer: 'Văn phòng', number: null, place: 'Mẫu Sơn', date: '2026-03-09' }, title: 'Thống kê nhiệm vụ', subtitle: ['(Từ ngày 01/3 đến ngày 08/3/2026)'], landscape: true,
  columns: [{ heading: 'STT', width: 1, align: 'center' }, { heading: 'Đơn vị', width: 6 }, { heading: 'Đúng hạn', group: 'Hoàn thành', width: 2 }, { heading: 'Quá hạn', group: 'Hoàn thành', width: 2 }],
  rows: Array.from({ length: 60 }, (_, at) => ({ cells: [String(at + 1), `Đơn vị ${at + 1}`, '5', '1'] })), closing: ['Số liệu tính đến 08 giờ 00 ngày 09/3/2026.'],
  signature: { capacity: [{ mark: null, text: 'Chánh Văn phòng' }], name: 'Nông Thị Mẫu' }, recipients: [], file: 'VT',
}

describe('a table under an official head', () => {
  it('lies across the page and repeats its headings', async () => {
    const { words, pages } = await wordsOf(await renderTablePaper(paper, 'pdf'))
    expect(pages.map(page => [Math.round(page.width), Math.round(page.height)])).toEqual(pages.map(() => [297, 210]))
    expect(pages.length).toBeGreaterThan(1)
    for (const page of pages.keys()) {
      const text = phrase(words.filter(word => word.page === page + 1), 0, 1000)
      if (/Đơn vị \d/.test(text)) expect(text).toContain('Hoàn thành')
    }
    expect(phrase(words, 0, 10_000).match(/Đơn vị \d+/g)).toHaveLength(60)
  })

  it('is a table in Word too', async () => {
    const xml = partOf(await renderTablePaper(paper, 'docx'), 'word/document.xml')
    expect(xml).toContain('w:orient="landscape"')
    expect(xml.match(/<w:tblHeader\/>/g)).toHaveLength(2)
    expect(xml).toContain('w:gridSpan w:val="2"')
  })
})
