import { Command } from 'commander'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { register } from './trace.ts'

const REFERENCE = join(process.env.PHAODAI_CORPUS ?? '', '..', 'reference', 'tracing')
let folder = ''
beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'phaodai-trace-')) })
afterAll(() => rmSync(folder, { recursive: true }))
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
})

/** Runs the command: what it printed on either stream. */
async function trace(...words: string[]): Promise<{ out: string; err: string }> {
  const printed = { out: '', err: '' }
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => { printed.out += String(text); return true })
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => { printed.err += String(text); return true })
  const program = new Command().exitOverride()
  register(program)
  await program.parseAsync(['trace', ...words], { from: 'user' })
  return printed
}

function file(name: string, ...lines: string[]): string {
  const path = join(folder, name)
  writeFileSync(path, `${lines.join('\n')}\n`)
  return path
}

/** Rows as sorted lines, without quotes. */
const lines = (text: string): string[] => text.replaceAll('"', '').trim().split(/\r?\n/).toSorted()

if (existsSync(REFERENCE) && process.env.PHAODAI_CORPUS !== undefined) {
  describe('the reference files, as they are', () => {
    const reference = (name: string): string => join(REFERENCE, name)

    it('prints the arrivals of tsna', async () => {
      const seeds = '1,10,25,50,75,100,125,150,175,200'
      const { out } = await trace('--links', reference('haslemere_spells.csv'), '--step', '0,1', '--from', '1', '--until', '577', '--seed', seeds)
      const arrivals = (text: string): string[] => lines(text).map(line => line.split(',').slice(0, 4).join(','))
      expect(arrivals(out)).toEqual(arrivals(readFileSync(reference('haslemere_forward_earliest_arrival.csv'), 'utf8')))
    })

    it.each([['clusters', 'clusters'], ['degree', 'degree'], ['pairwise', 'pairwise_date_of_prodrome']])('prints the %s of epicontacts', async (table, name) => {
      const { out } = await trace('--links', reference('hagelloch_1861_linelist.csv'), '--table', table)
      expect(lines(out)).toEqual(lines(readFileSync(reference(`hagelloch_1861_${name}.csv`), 'utf8')))
    })

    it('finds no risk that differs', async () => {
      const answer = JSON.parse((await trace('--links', reference('exposure_risk_cases.json'), '--json')).out) as { cases: { differs: string[] }[] }
      expect(answer.cases.flatMap(({ differs }) => differs)).toEqual([])
    })
  })
} else {
  it('the reference files are not on this machine', () => {
    console.warn('!!! The reference files of contact tracing are NOT here (beside PHAODAI_CORPUS): the command was tried on its own files only !!!')
    expect(existsSync(REFERENCE) && process.env.PHAODAI_CORPUS !== undefined).toBe(false)
  })
}

describe('phaodai trace', () => {
  it('traces back over clock times, and says what it left out', async () => {
    const links = file('gap.csv', 'a;b;start;end', 'An;Bình;2021-07-21T08:00;2021-07-21T09:00', '"Bình";Chi;21/7/2021 08:30;21/7/2021 10:00', 'An;An;2021-07-21T08:00;2021-07-21T09:00', 'An;NA;2021-07-21T08:00;2021-07-21T09:00')
    const { out, err } = await trace('--links', links, '--direction', 'backward', '--seed', 'Chi', '--step', '15')
    expect(out).toBe(['step,seed,node,depart,hops,prev', '15,Chi,An,2021-07-21T08:45+07:00,2,Bình', '15,Chi,Bình,2021-07-21T09:45+07:00,1,Chi', '15,Chi,Chi,2021-07-21T10:00+07:00,0,0', ''].join('\n'))
    expect(err).toContain('Không tính 2 dòng: self-contact 1, missing-id 1')
  })

  it('reads what other programs write: a byte order mark, Windows line ends, commas in quotes, rows in any order and told twice, spells that never end', async () => {
    const links = join(folder, 'odd.csv')
    writeFileSync(links, '\uFEFFa,b,onset,terminus\r\n"Nông, Hai","Lý ""Ba""",4,Inf\r\nVi Một,"Nông, Hai",-Inf,6\r\nVi Một,"Nông, Hai",-Inf,6\r\nVi Một,"Lý ""Ba""",5,5\r\n\r\n')
    const { out, err } = await trace('--links', links, '--from', '2', '--seed', 'Vi Một')
    expect(out).toBe('step,seed,node,arrive,hops,prev\n0,Vi Một,"Lý ""Ba""",4,2,"Nông, Hai"\n0,Vi Một,"Nông, Hai",2,1,Vi Một\n0,Vi Một,Vi Một,2,0,0\n')
    expect(err).toContain('Không tính 1 dòng: empty-spell 1')
    // Without a time to start from the first one told is taken: 4.
    expect((await trace('--links', links, '--seed', 'Vi Một')).out).toContain('0,Vi Một,"Nông, Hai",4,1,Vi Một')
  })

  it('starts from the cases of a list, each from its own time where the list tells it on the clock of the spells', async () => {
    const links = file('spells.csv', 'a,b,onset,terminus', '1,2,1,3', '2,3,5,6', '1,3,2,4')
    expect((await trace('--links', links, '--cases', file('own.csv', 'id,time', '1,3', '2,5'))).out).toBe('step,seed,node,arrive,hops,prev\n0,1,1,3,0,0\n0,1,2,5,2,3\n0,1,3,3,1,1\n0,2,2,5,0,0\n0,2,3,5,1,2\n')
    expect((await trace('--links', links, '--cases', file('dated.csv', 'id,onset', '3,2021-07-01'), '--from', '5')).out).toBe('step,seed,node,arrive,hops,prev\n0,3,2,5,1,3\n0,3,3,5,0,0\n')
  })

  it('takes links from one file and dates from another, whatever their columns are called', async () => {
    const [links, cases] = [file('links.csv', 'infector,case_id', 'a,b', 'b,c', 'x,x'), file('cases.csv', 'case_ID,dt_onset,age', 'a,2020-01-01,4', 'b,NA,5', 'c,2020-01-05,6', 'd,2020-01-09,7')]
    const { out } = await trace('--links', links, '--cases', cases, '--json')
    expect(JSON.parse(out)).toMatchObject({
      clusters: [{ id: 'a', cluster_member: '1', cluster_size: 3 }, { id: 'b' }, { id: 'c' }, { id: 'd', cluster_member: '2', cluster_size: 1 }],
      pairwise: { dt_onset: [{ from: 'a', to: 'b', serial_interval: null }, { from: 'b', to: 'c', serial_interval: null }] },
      leftOut: [{ row: 3, reason: 'self-contact' }],
    })
    expect((await trace('--links', links, '--cases', cases, '--date', 'age')).out).toBe('from,to,serial_interval\na,b,1\nb,c,1\n')
    expect((await trace('--links', links, '--direction', 'backward', '--seed', 'c')).out).toBe('id,generation\nb,1\nc,0\na,2\n')
  })

  describe('visits', () => {
    const given = () => [
      '--visits', file('visits.csv', 'person,place,in,out,kind', 'An,karaoke,2021-07-20T22:00,2021-07-21T01:00,', 'Bình,karaoke,2021-07-21T00:30,NA,', 'Bình,xe 12A,2021-07-21T06:00,2021-07-21T09:00,vehicle',
        'Chi,xe 12A,2021-07-21T08:30,2021-07-21T10:00,vehicle', 'Dũng,karaoke,2021-07-20T18:00,2021-07-20T21:00,', 'Em,nhà An,2021-01-01,NA,household', 'An,nhà An,2021-01-01,NA,household', 'Giang,chợ,2021-07-20T09:00,2021-07-20T08:00,'),
      '--links', file('met.csv', 'person1,person2,start,end,masked,minutes', 'An,Hà,2021-07-20T10:00,2021-07-20T11:00,yes,5', 'An,Ích,2021-07-20T10:00,2021-07-20T11:00,yes,20'),
      '--cases', file('f0.csv', 'id,onset', 'An,2021-07-21T06:00'),
      '--as-of', '2021-07-21T22:10',
    ]

    it('become F1 and F2 with why, across midnight and a missing exit; what was casual or cannot be stands beside', async () => {
      const answer = JSON.parse((await trace(...given(), '--json')).out) as Record<string, Record<string, unknown>[]>
      expect(answer.contacts!.map(({ person, tier, since }) => `${String(person)} F${String(tier)} ${String(since)}`)).toEqual([
        'An F0 2021-07-19T06:00+07:00', 'Bình F1 2021-07-21T00:30+07:00', 'Em F1 2021-07-19T06:00+07:00', 'Ích F1 2021-07-20T10:00+07:00', 'Chi F2 2021-07-21T08:30+07:00',
      ])
      expect(answer.exposures!.find(({ person }) => person === 'Bình')).toMatchObject({ source: 'An', place: 'karaoke', kind: 'visit', from: '2021-07-21T00:30+07:00', to: '2021-07-21T01:00+07:00', minutes: 30, assumed_exit: true })
      expect(answer.exposures!.find(({ person }) => person === 'Ích')).toMatchObject({ kind: 'encounter', masked: true, minutes: 20 })
      expect(answer.casual).toEqual([{ row: 1 }])
      expect(answer.leftOut).toMatchObject([{ row: 8, reason: 'exit-before-entry' }])
      expect(answer.duties!.find(({ person, code }) => person === 'Bình' && code === 'sample')).toMatchObject({ due: '2021-07-22T22:10+07:00' })
    })

    it('lead back to whom a case may have it from', async () => {
      const { out } = await trace(...given(), '--direction', 'backward', '--tiers', '1')
      // Ích was met twenty hours before the onset: no incubation of the profile is so short.
      expect(out.split('\n').slice(1, -1).map(line => line.split(',').slice(0, 2).join(' F'))).toEqual(['An F0', 'Em F1'])
    })
  })

  it.each([
    [['--links', '/khong-co.csv'], 'Không tìm thấy tệp: /khong-co.csv'],
    [[], 'Cần ít nhất một tệp'],
    [['--links', 'LINKS', '--direction', 'ngang'], '--direction chỉ nhận forward hoặc backward'],
    [['--links', 'LINKS', '--date', 'ngày'], 'Cần --cases'],
    [['--links', 'ODD'], 'không nhận ra tệp --links này theo dòng tiêu đề (x, y)'],
    [['--links', 'EMPTY'], 'tệp không có dòng dữ liệu nào'],
  ])('%j is refused in words', async (words, sentence) => {
    const files: Record<string, string> = { LINKS: file('l.csv', 'from,to', 'a,b'), ODD: file('odd.csv', 'x,y', '1,2'), EMPTY: file('empty.csv', 'a,b') }
    const { err } = await trace(...words.map(word => files[word] ?? word))
    expect(err).toContain(sentence)
    expect(process.exitCode).toBe(1)
  })
})
