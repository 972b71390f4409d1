import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { phaodai } from '#test/phaodai.ts'
import { scan } from '#test/scans/damage.ts'
import { drawPaper } from '#test/scans/paper.ts'
import { partyLetter } from '#test/scans/papers.ts'

const ROOT = new URL('../../../../', import.meta.url)
const FIXTURE = fileURLToPath(new URL('packages/engines/directives/fixtures/chi-thi.txt', ROOT))

describe('phaodai directive parse', () => {
  let folder = ''
  beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'phaodai-cli-')) })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('prints the reading in the schema of the labelling guide', () => {
    const { stdout, status } = phaodai('directive', 'parse', FIXTURE, '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ id: 'chi-thi', docType: 'chi-thi', number: '09/CT-UBND', date: '2023-08-02' })
  })

  it('prints tasks for people in Vietnamese', () => {
    const { stdout } = phaodai('directive', 'parse', FIXTURE)
    expect(stdout).toContain('Số, ký hiệu     09/CT-UBND')
    expect(stdout).toContain('hạn: 30/11/2023')
  })

  it('reads a scan, page by page', async () => {
    const file = join(folder, 'quet.jpg')
    writeFileSync(file, await scan(drawPaper(partyLetter), { stamped: true, skew: 1, dpi: 200, jpeg: 75 }))
    const { stdout, stderr, status } = phaodai('directive', 'parse', file, '--json')
    expect(stderr).toContain('xong trang 1')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ id: 'quet', system: 'party', number: '527-CV/TU', date: '2021-09-13' })
  })

  it('reads a .doc and the document of a .zip', () => {
    const doc = readFileSync(new URL('apps/server/src/directives/fixtures/cong-van-mau.doc', ROOT))
    for (const [name, bytes] of [['cv.doc', doc], ['goi.zip', zipSync({ 'cv.doc': doc, 'phu-luc.txt': strToU8('Danh sách xã') })]] as const) {
      writeFileSync(join(folder, name), bytes)
      expect(JSON.parse(phaodai('directive', 'parse', join(folder, name), '--json').stdout), name).toMatchObject({ number: '21/UBND-YT' })
    }
  })

  it('says in a plain sentence what is wrong and exits with 1', () => {
    const empty = join(folder, 'trong.txt')
    writeFileSync(empty, '')
    expect(phaodai('directive', 'parse', empty)).toMatchObject({ status: 1, stdout: '', stderr: 'Tệp không có nội dung.\n' })
    expect(phaodai('directive', 'parse', join(folder, 'khong-co.txt')).stderr).toMatch(/^Không tìm thấy tệp: /)
  })
})
