import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = new URL('../../../../', import.meta.url)
const FIXTURE = fileURLToPath(new URL('packages/engines/directives/fixtures/chi-thi.txt', ROOT))

function phaodai(...args: string[]) {
  return spawnSync(process.execPath, [fileURLToPath(new URL('apps/cli/bin/phaodai.mjs', ROOT)), ...args], { encoding: 'utf8', cwd: fileURLToPath(ROOT) })
}

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

  it('says in a plain sentence what is wrong and exits with 1', () => {
    const empty = join(folder, 'trong.txt')
    writeFileSync(empty, '')
    expect(phaodai('directive', 'parse', empty)).toMatchObject({ status: 1, stdout: '', stderr: 'Tệp không có nội dung.\n' })
    expect(phaodai('directive', 'parse', join(folder, 'khong-co.txt')).stderr).toMatch(/^Không tìm thấy tệp: /)
  })
})
