import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '#test/phaodai.ts'
import { register } from './level.ts'

const run = (...args: string[]) => runCommand(register, 'level', ...args)

let folder = ''
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'phaodai-level-')) })
afterAll(() => rmSync(folder, { recursive: true }))

function table(...lines: string[]): string {
  const file = join(folder, 'dia-ban.csv')
  writeFileSync(file, `${lines.join('\n')}\n`)
  return file
}

const TREE = ['id,parent,population,cases_14d,first_dose_18,people_18,full_dose_50_pct', 'huyen,,,,,,90', 'xa-1,huyen,10000,1,6000,7000,90', 'xa-2,huyen,90000,10,50000,60000,90']

describe('phaodai level', () => {
  it('explains the level of one area line by line, and where it turns', async () => {
    const { stdout, status } = await run('--day', '5/11/2021', '--figures', 'population=8246600;cases_14d=84;first_dose_18_pct=92,4;full_dose_50_pct=79,9')
    expect(status).toBe(0)
    expect(stdout).toContain('Cấp 2 – nguy cơ trung bình (độ tin cậy vừa)')
    expect(stdout).toContain('0,51 (thông báo ghi 1) → mức 1')
    expect(stdout).toContain('người từ 50 tuổi tiêm đủ liều (%): 79,9 → cấp 2')
    // Degree 3 begins at 50 × 2 × 82.466 = 8,246.6 cases, degree 4 at 24,739.8.
    expect(stdout).toContain('từ 1 ca Cấp 2 – nguy cơ trung bình; từ 8.247 ca Cấp 3 – nguy cơ cao; từ 24.740 ca Cấp 4 – nguy cơ rất cao')
  })

  it('assesses a tree, explains one of it and tries other figures', async () => {
    const file = table(...TREE)
    expect((await run('--rules', '4800-11', '--areas', file)).stdout).toContain('huyen\tCấp 1 – nguy cơ thấp\nxa-1\tCấp 1 – nguy cơ thấp\nxa-2\tCấp 1')
    expect((await run('--rules', '4800-11', '--areas', file, '--explain', 'huyen')).stdout).toContain('5,5 (thông báo ghi 6) → mức 1 (cộng từ 2 đơn vị)')
    const { stdout } = await run('--rules', '4800-11', '--areas', file, '--what-if', 'xa-1:cases_14d=100', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ rules: '4800-11', areas: [{ area: 'huyen', level: 1 }, { level: 1 }, { level: 1 }], whatIf: [{ area: 'huyen', after: { level: 2 } }, { area: 'xa-1', before: { level: 1 }, after: { level: 3 } }] })
  })

  it('says which figure is lacking instead of a level', async () => {
    expect((await run('--rules', '4800-11', '--figures', 'population=1000;cases_14d=9;full_dose_50_pct=90')).stdout).toContain('chưa xác định được, thiếu first_dose_18_pct')
  })

  it('lists the rule sets with their days, source and confidence; says when two are in force', async () => {
    expect((await run('--list')).stdout).toContain('từ 27/1/2022 đến 19/10/2023; độ tin cậy thấp; nguồn: vnexpress.net')
    const { stdout, stderr } = await run('--day', '2026-08-01', '--figures', 'linked=5;disease=not-endemic')
    expect(stderr).toContain('--rules civil-defence')
    expect(stdout).toContain('Có dịch (độ tin cậy vừa)')
    expect((await run('--rules', 'civil-defence', '--figures', 'linked=5')).stdout).toContain('do cấp có thẩm quyền quyết định')
  })

  it('takes corrected rule sets from a file, and refuses what is none', async () => {
    const file = join(folder, 'quy-tac.json')
    const sets = JSON.parse((await run('--list', '--json')).stdout)
    const asked = ['--rule-file', file, '--rules', '4800-11', '--figures', 'population=100000;cases_14d=30;first_dose_18_pct=60;full_dose_50_pct=90']
    writeFileSync(file, JSON.stringify(sets))
    expect((await run(...asked)).stdout).toContain('Cấp 1 – nguy cơ thấp')
    // A province that draws its second degree at 15 instead of 20: 30 cases in 14 days are 15 a week.
    sets.find(({ id }: { id: string }) => id === '4800-11').columns[0].edges[0] = 15
    writeFileSync(file, JSON.stringify(sets))
    expect((await run(...asked)).stdout).toContain('Cấp 2 – nguy cơ trung bình')
    sets.find(({ id }: { id: string }) => id === '4800-11').table.pop()
    writeFileSync(file, JSON.stringify(sets))
    expect((await run(...asked)).stderr).toContain('table phải có một hàng cho mỗi mức của row')
  })

  it.each([
    [[], '--day 26/11/2021'],
    [['--day', '32/1/2022'], 'Không đọc được ngày'],
    [['--day', '1/1/2020'], 'Ngày 1/1/2020 không có bộ quy tắc nào'],
    [['--rules', '999'], 'Không có bộ quy tắc "999"'],
    [['--rules', '4800'], 'Hãy nêu chỉ số'],
    [['--rules', '4800', '--figures', 'cases=3'], 'không có cột "cases"'],
    [['--rules', '4800', '--figures', 'cases_14d'], 'Không hiểu "cases_14d"'],
    [['--rules', '4800', '--figures', 'cases_14d=3'], 'có cases_14d mà thiếu population'],
    [['--rules', '4800', '--figures', 'population=0;cases_14d=-1'], 'cột cases_14d: "-1" không phải là số không âm; cột population phải lớn hơn 0'],
    [['--rules', '4800', '--figures', 'first_dose_18=9;people_18=8'], 'first_dose_18 (9) lớn hơn people_18 (8)'],
    [['--rules', '4800', '--figures', 'population=9', '--what-if', 'xa-9:cases_14d=1'], 'hãy nêu địa bàn trong tệp'],
  ])('%j: says what is wrong', async (args, sentence) => {
    const { stdout, stderr, status } = await run(...args)
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 })
    expect(stderr).toContain(sentence)
  })

  it('names what is wrong in a table', async () => {
    const refused = async (...lines: string[]) => (await run('--rules', '4800', '--areas', table(...lines))).stderr
    expect(await refused('id,parent', 'a,b')).toContain('Địa bàn a: không có cấp trên "b" trong tệp.')
    expect(await refused('id,parent', 'a,b', 'b,a')).toContain('nối thành vòng')
    expect(await refused('id', 'a', 'a')).toContain('hai lần')
    expect(await refused('id,parent', 'a,', ',a')).toContain('dòng 3: thiếu id')
    expect(await refused('id,first_dose_18_pct', 'a,101')).toContain('dòng 2: cột first_dose_18_pct phải từ 0 đến 100')
  })
})
