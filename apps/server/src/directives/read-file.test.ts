import { readDirective } from '@phaodai/directives'
import { Document, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { FileError, LARGEST_FILE, readFileText } from './read-file.ts'

const LETTER = 'Kính gửi: Ủy ban nhân dân huyện Mẫu'

async function faultOf(bytes: Uint8Array): Promise<string> {
  const fault: unknown = await readFileText(bytes).then(() => null, (error: unknown) => error)
  expect(fault).toBeInstanceOf(FileError)
  return (fault as FileError).code
}

/** A PDF of one page; `stream` is what it draws, `trailer` more entries of its trailer. */
function pdf(stream: string, trailer = ''): Uint8Array {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let text = '%PDF-1.4\n'
  const offsets = objects.map((object, index) => {
    const at = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return at
  })
  const xref = `xref\n0 6\n0000000000 65535 f \n${offsets.map(at => `${String(at).padStart(10, '0')} 00000 n \n`).join('')}`
  return Buffer.from(`${text}${xref}trailer\n<< /Size 6 /Root 1 0 R ${trailer} >>\nstartxref\n${text.length}\n%%EOF`, 'latin1')
}

describe('text files', () => {
  it('are read in UTF-8 and UTF-16, with and without a byte order mark', async () => {
    const utf16 = Buffer.from(LETTER, 'utf16le')
    for (const bytes of [Buffer.from(LETTER), Buffer.from(`\ufeff${LETTER}`), Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]), Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16).swap16()]), utf16]) {
      expect(await readFileText(bytes)).toEqual({ text: LETTER, kind: 'text' })
    }
  })
  it('are told from pictures and from nothing', async () => {
    expect(await faultOf(new Uint8Array())).toBe('empty-file')
    expect(await faultOf(Buffer.from('  \n '))).toBe('empty-file')
    expect(await faultOf(new Uint8Array(LARGEST_FILE + 1))).toBe('file-too-large')
    expect(await faultOf(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 1]))).toBe('needs-recognition')
    expect(await faultOf(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]))).toBe('damaged-file')
    expect(await faultOf(Buffer.from([0xe9, 0xe8, 0xff, 0x20, 0x80, 0x99]))).toBe('wrong-file-type')
    expect(await faultOf(Buffer.from('PK\u0003\u0004 a zip that is no document'))).toBe('wrong-file-type')
    expect(await faultOf(Buffer.from(`PK\u0003\u0004${'.'.repeat(26)}word/document.xml cut off`))).toBe('damaged-file')
  })
})

describe('Word files', () => {
  it('give their paragraphs, and tables with their cells apart', async () => {
    const row = new TableRow({ children: ['1', 'Tập huấn', 'Sở Y tế'].map(text => new TableCell({ children: [new Paragraph(text)] })) })
    const file = await Packer.toBuffer(new Document({ sections: [{ children: [new Paragraph(LETTER), new Paragraph('1. Rà soát & báo cáo'), new Table({ rows: [row] })] }] }))
    const { text, kind } = await readFileText(file)
    expect(kind).toBe('docx')
    expect(text.split('\n').map(line => line.trim().replace(/\s+/g, ' ')).filter(Boolean)).toEqual([LETTER, '1. Rà soát & báo cáo', '| 1 | Tập huấn | Sở Y tế |'])
  })
})

describe('Word files of before 2007', () => {
  it('give their text, cells of the header apart', async () => {
    const { text, kind } = await readFileText(readFileSync(new URL('fixtures/cong-van-mau.doc', import.meta.url)))
    expect(kind).toBe('doc')
    const reading = readDirective(text)
    expect([reading.number.value, reading.date.value, reading.issuer.value, reading.tasks.length]).toEqual(['21/UBND-YT', '2021-08-05', 'Ủy ban nhân dân huyện Mẫu', 2])
  })
})

describe('old encodings', () => {
  const OLD = 'Céng hßa x· héi chñ nghÜa ViÖt Nam\nKÝnh göi: C¸c x·, thÞ trÊn trong huyÖn'
  const NEW = 'Cộng hòa xã hội chủ nghĩa Việt Nam\nKính gửi: Các xã, thị trấn trong huyện'

  it('are read as Unicode from bytes and from text', async () => {
    for (const bytes of [Buffer.from(OLD, 'latin1'), Buffer.from(OLD)]) expect((await readFileText(bytes)).text).toBe(NEW)
  })

  it('are read run by run by the fonts of a Word file; fonts in H print capitals', async () => {
    const run = (text: string, font: string): TextRun => new TextRun({ text, font })
    const paragraphs = [
      new Paragraph({ children: [run('ñy ban nh©n d©n', '.VnTimeH')] }),
      new Paragraph({ children: [run('Sè 12 ', '.VnTime'), run('ngày 05/8/2021', 'Times New Roman')] }),
      new Paragraph({ children: [run('veà phoøng, choáng dòch', 'VNI-Times')] }),
    ]
    const { text } = await readFileText(await Packer.toBuffer(new Document({ sections: [{ children: paragraphs }] })))
    expect(text.trim().split('\n')).toEqual(['ỦY BAN NHÂN DÂN', 'Số 12 ngày 05/8/2021', 'về phòng, chống dịch'])
  })
})

describe('PDF files', () => {
  it('give their text layer', async () => {
    expect(await readFileText(pdf('BT /F1 12 Tf 20 200 Td (So 12/CT-UBND) Tj ET'))).toEqual({ text: 'So 12/CT-UBND', kind: 'pdf' })
  })
  it('are refused without one, locked, or damaged', async () => {
    expect(await faultOf(pdf('0 0 100 100 re f'))).toBe('needs-recognition')
    const key = '00'.repeat(32)
    expect(await faultOf(pdf('BT ET', `/ID [<${'ab'.repeat(16)}> <${'ab'.repeat(16)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >>`))).toBe('encrypted-file')
    expect(await faultOf(Buffer.from('%PDF-1.4 and nothing more'))).toBe('damaged-file')
  })
})
