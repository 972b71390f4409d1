import { strToU8, zipSync, type Zippable } from 'fflate'
import { describe, expect, it } from 'vitest'
import { FileError } from './read-file.ts'
import { readUpload, type Upload } from './read-upload.ts'

const LETTER = 'ỦY BAN NHÂN DÂN\nHUYỆN MẪU\nSố: 12/UBND-YT\n\nKính gửi: Ủy ban nhân dân các xã.\n\n1. Ủy ban nhân dân các xã rà soát người về từ vùng dịch, báo cáo trước ngày 01/8/2021.\n\n2. Trung tâm Y tế huyện tổ chức xét nghiệm.'
const PNG = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])

const read = (files: Zippable, bytes: Uint8Array = zipSync(files)): Promise<Upload> => readUpload(bytes, 'goi.zip')
const faultOf = (files: Zippable, bytes?: Uint8Array): Promise<unknown> => read(files, bytes).then(() => null, (error: unknown) => (error instanceof FileError ? error.code : error))

describe('an archive', () => {
  it('gives the document that reads like a directive, the rest as attachments', async () => {
    const upload = await read({
      'Phu luc danh sach.txt': strToU8('Danh sách các xã\n1. Xã Một\n2. Xã Hai'), 'goi/12-CV-UBND.txt': strToU8(LETTER), 'goi/ban-do.png': PNG,
      '__MACOSX/goi/._12.txt': strToU8('x'), 'goi/.DS_Store': strToU8('x'),
    })
    expect(upload).toMatchObject({ name: '12-CV-UBND.txt', text: LETTER, mediaType: 'text/plain' })
    expect(upload.attachments.map(({ name, mediaType }) => [name, mediaType])).toEqual([['Phu luc danh sach.txt', 'text/plain'], ['ban-do.png', 'image/png']])
  })

  it('of a scan alone is a scan', async () => {
    expect(await read({ 'quet.png': PNG, 'bieu.txt': strToU8('Biểu số 1\nTT  Tên xã  Số ca') })).toMatchObject({ name: 'quet.png', scan: 'picture', text: null })
  })

  it('is refused when a name leads out of it', async () => {
    for (const name of ['../../etc/cron.d/x', '/etc/passwd', '..\\x.txt', 'C:\\x.txt', 'a/../../x']) expect(await faultOf({ [name]: strToU8(LETTER) }), name).toBe('archive-path')
  })

  it('is refused when it would grow too large, or holds too much, before it is unpacked', async () => {
    expect(await faultOf({ 'bom.txt': new Uint8Array(19 * 1024 * 1024) })).toBe('archive-too-large')
    expect(await faultOf({ 'lon.txt': [new Uint8Array(21 * 1024 * 1024), { level: 0 }] })).toBe('archive-too-large')
    expect(await faultOf(Object.fromEntries(Array.from({ length: 51 }, (_, n) => [`${n}.txt`, strToU8(LETTER)])))).toBe('archive-too-large')
  })

  it('is refused when it is locked, damaged, empty, or holds what is not kept', async () => {
    const locked = zipSync({ 'a.txt': strToU8(LETTER) })
    locked[6] = 1
    expect(await faultOf({}, locked)).toBe('encrypted-file')
    expect(await faultOf({}, Buffer.from(`PK\u0003\u0004${'.'.repeat(60)}`))).toBe('damaged-file')
    expect(await faultOf({ 'trong/': new Uint8Array() })).toBe('archive-empty')
    expect(await faultOf({ 'a.txt': strToU8(LETTER), 'chay.exe': new Uint8Array([0x4d, 0x5a, 0, 0, 1]) })).toBe('archive-entry')
    expect(await faultOf({ 'a.txt': strToU8(LETTER), 'trong.zip': zipSync({ 'b.txt': strToU8(LETTER) }) })).toBe('archive-entry')
  })

  it('that lies about the size of a file gives no more than it said', async () => {
    const bytes = zipSync({ 'a.txt': strToU8(LETTER.repeat(50)) })
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    const directory = Buffer.from(bytes).lastIndexOf('PK\u0001\u0002')
    view.setUint32(directory + 24, 64, true)
    const fault = await faultOf({}, bytes)
    expect([null, 'damaged-file', 'archive-empty']).toContain(fault)
  })
})
