import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCommand } from '#test/phaodai.ts'
import { register } from './allocate.ts'

let folder = ''
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'phaodai-allocate-')) })
afterAll(() => rmSync(folder, { recursive: true }))

const PEOPLE = ['id,kind,severity,lat,lng', 'a,F0,1,21.3,106.2', 'b,F0,3,21.3,106.2', 'c,F1,0,21.3,106.2']
const FACILITIES = ['id,tier,lat,lng,capacity', 'tram,1,21.3,106.2,1', 'ktx,Q,21.3,106.2,0']

function run(people: string[], facilities: string[], ...more: string[]) {
  const files = [['people', people], ['facilities', facilities]] as const
  return runCommand(register, 'allocate', ...files.flatMap(([name, lines]) => {
    const file = join(folder, `${name}.csv`)
    writeFileSync(file, lines.join('\r\n'))
    return [`--${name}`, file]
  }), ...more)
}

describe('phaodai allocate', () => {
  it('tells in words who is where, what a bed would save, who is left out and why', async () => {
    const { stdout, status } = await run(PEOPLE, FACILITIES)
    expect(status).toBe(0)
    expect(stdout).toContain('3 người, 2 cơ sở: 1 người có chỗ, 2 chưa có chỗ (F0:3 1, F1:0 1)')
    expect(stdout).toContain('Tổng điểm 1.050.000, đã chứng minh không có cách xếp nào thấp hơn; 0 vi phạm')
    expect(stdout).toContain('  b: không có cơ sở đúng tầng điều trị hoặc nơi cách ly\n  c: cơ sở đúng tầng không có giường nào\n')
  })

  it('prints the same as JSON, a placement a person in the order of the file', async () => {
    const found = JSON.parse((await run(PEOPLE, FACILITIES, '--json')).stdout)
    expect(found).toMatchObject({ people: 3, facilities: 2, optimal_cost: 1_050_000, proved_optimal: true, violations: 0, unplaced: { 'F0:3': 1, 'F1:0': 1 } })
    expect(found.placements.map((each: { id: string; facility: string | null }) => [each.id, each.facility])).toEqual([['a', 'tram'], ['b', null], ['c', null]])
  })

  it('explains one person: his points beside the next best', async () => {
    // Both are at one point; gan is 1.11 km north (11 points), xa 11.12 km (111): one of them has to go to xa.
    const people = ['id,kind,severity,lat,lng', 'a,F1,0,21.3,106.2', 'b,F1,0,21.3,106.2']
    const facilities = ['id,tier,lat,lng,capacity', 'gan,Q,21.31,106.2,1', 'xa,Q,21.4,106.2,9']
    const words = (await run(people, facilities, '--explain', 'a')).stdout + (await run(people, facilities, '--explain', 'b')).stdout
    expect(words).toContain('cơ sở gan, cách 1,1 km, 11 điểm – nơi phù hợp và gần nhất')
    expect(words).toContain('cơ sở xa, cách 11,1 km, 111 điểm – nơi gần hơn đã kín người cần hơn')
    expect(words).toContain('Rẻ hơn cho riêng người này: cơ sở gan, 11 điểm; nơi đó đã kín, một giường ở đó đáng giá 100 điểm')
    expect((await run(people, facilities, '--explain', 'c')).stderr).toContain('không có người nào mang id "c"')
  })

  it.each([
    [[...PEOPLE, 'a,F1,0,21,106'], FACILITIES, 'people.csv, dòng 5: id a đã có ở dòng 2'],
    [[...PEOPLE, 'd,F2,0,21,106'], FACILITIES, 'dòng 5: cột kind phải là F0 hoặc F1, tệp ghi "F2"'],
    [[...PEOPLE, 'd,F0,0,21,106'], FACILITIES, 'dòng 5: cột severity của F0 phải là 1, 2 hoặc 3, tệp ghi "0"'],
    [[...PEOPLE, 'd,F0,1,,106'], FACILITIES, 'dòng 5: tọa độ "", "106" không đọc được'],
    [PEOPLE, [...FACILITIES, 'x,4,21,106,3'], 'facilities.csv, dòng 4: cột tier phải là 1, 2, 3 hoặc Q, tệp ghi "4"'],
    [PEOPLE, [...FACILITIES, 'x,2,21,106,-3'], 'dòng 4: cột capacity phải là số nguyên không âm, tệp ghi "-3"'],
    [['id,kind', 'a,F0'], FACILITIES, 'people.csv: thiếu cột severity, lat, lng'],
    [[], FACILITIES, 'people.csv: thiếu cột id'],
  ])('refuses bad rows by their line: %#', async (people, facilities, sentence) => {
    const { stdout, stderr, status } = await run(people, facilities)
    expect({ stdout, status }).toEqual({ stdout: '', status: 1 })
    expect(stderr).toContain(sentence)
  })
})
