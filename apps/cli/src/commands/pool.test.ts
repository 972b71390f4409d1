import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { phaodai, runCommand } from '#test/phaodai.ts'
import { register } from './pool.ts'

const run = (...args: string[]) => runCommand(register, 'pool', ...args)

let folder = ''
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'phaodai-pool-')) })
afterAll(() => rmSync(folder, { recursive: true }))

function table(...lines: string[]): string {
  const file = join(folder, 'bang.csv')
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}

describe('phaodai pool', () => {
  it('tells the pool, what it saves and what it misses, in words', () => {
    const { stdout, status } = phaodai('pool', '--prevalence', '2%', '--sensitivity', '0,95', '--specificity', '0.99')
    expect(status).toBe(0)
    expect(stdout).toContain('Gộp 8 mẫu.')
    expect(stdout).toMatch(/xét nghiệm cho 1.000 người +1.000,0 +275,3 +275,3/)
    expect(stdout).toMatch(/ca bỏ sót trên 100.000 người +100,0 +195,0 +195,0/)
  })

  it('prints a table with the columns and numbers of R, line by line', async () => {
    const file = table('p,Se,Sp', '0.01,1,1', '1e-4,1,1')
    expect((await run('--grid', file)).stdout).toBe([
      '"algorithm","p","Se","Sp","opt_pool","ET","value_ET_per_person","PSe","PSp","PPPV","PNPV"',
      '"D2",0.01,1,1,11,2.15127920315412,0.195570836650375,1,1,1,1',
      '"D2",1e-04,1,1,101,2.01501629049222,0.0199506563415072,1,1,1,1', '',
    ].join('\n'))
    const rows = JSON.parse((await run('--grid', file, '--json', '--range', '3-8')).stdout)
    expect(rows).toMatchObject([{ p: 0.01, opt_pool: 8, advice: { method: 'pool', advised: { size: 10 } } }, { p: 0.0001, opt_pool: 8 }])
  })

  it.each([
    [[], 'Hãy nêu tỷ lệ dương tính dự kiến'],
    [['--prevalence', '3', '--sensitivity', '0.4', '--specificity', 'x'], 'tỷ lệ dương tính phải lớn hơn 0 và nhỏ hơn 1; độ đặc hiệu phải từ 0 đến 1'],
    [['--prevalence', '2%', '--largest', '1'], '--largest'],
    [['--prevalence', '2%', '--range', '9-3'], '--range'],
    [['--grid', 'khong-co.csv'], 'Không đọc được tệp: khong-co.csv'],
  ])('%j: says what is wrong', async (args, sentence) => {
    const { stdout, stderr, status } = await run(...args)
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 })
    expect(stderr).toContain(sentence)
  })

  it('names the line of a table that is wrong, and the column that is lacking', async () => {
    expect((await run('--grid', table('p,Se', '0.1,1'))).stderr).toContain('thiếu cột Sp')
    expect((await run('--grid', table('p,Se,Sp', '0.1,1,1', '0,1,1'))).stderr).toContain('dòng 3: tỷ lệ dương tính')
    expect((await run('--grid', table('p,Se,Sp', '0.1,1'))).stderr).toContain('dòng 2: có 2 ô, dòng đầu có 3 cột')
    expect((await run('--grid', table('algorithm,p,Se,Sp', 'D3,0.1,1,1'))).stderr).toContain('chỉ tính được cách D2')
  })
})
