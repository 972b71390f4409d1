import { makeId } from '@phaodai/vocabulary'
import { linkBases, type CaseSource, type Chain, type ChainsView } from '@phaodai/office'
import * as fc from 'fast-check'
import { gunzipSync } from 'node:zlib'
import type { ClientBase } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { testApp, type Caller, type TestApp } from '#test/app.ts'
import { areas, asInstallation, bodies, cast, plantMember, testHash, type Member } from '#test/people.ts'

const member = (n: number, bodyId: number): Member => ({
  username: `tramyte.${n}`, fullName: `Trạm ${n}`, role: 'health', bodyId, actsForId: bodyId, title: 'Trạm trưởng',
  personId: `00000000-0000-7000-8000-00000007${n}001`, postId: `00000000-0000-7000-8000-00000007${n}002`, accountId: `00000000-0000-7000-8000-00000007${n}003`,
})
const newId = (): string => makeId(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

let server: TestApp
/** Callers, with the areas each sees told by hand: null = all of them. */
let viewers: { who: Caller; sees: readonly number[] | null; exports: boolean }[]
let station: Caller
let neighbour: Caller
beforeAll(async () => {
  server = await testApp()
  server.deps.clock.now = () => new Date('2021-08-30T03:00:00Z')
  const [beside, away] = [member(1, bodies.communeA2), member(2, bodies.communeB1)]
  await asInstallation(server.adminUrl, async (client) => {
    for (const each of [beside, away]) await plantMember(client, each, await testHash())
  })
  station = await server.as(cast.healthStation)
  neighbour = await server.as(beside)
  const a1 = [areas.communeA1, areas.villageA1]
  viewers = [
    { who: station, sees: a1, exports: true }, { who: neighbour, sees: [areas.communeA2], exports: true }, { who: await server.as(away), sees: [areas.communeB1], exports: true },
    { who: await server.as(cast.districtOfficer), sees: [areas.district, areas.communeA2, ...a1], exports: false }, { who: await server.as(cast.provinceLeader), sees: null, exports: false },
  ]
})
afterAll(() => server?.stop())

const put = async (who: Caller, url: string, body: object): Promise<string> => {
  const id = newId()
  const answer = await who.put(`${url}/${id}`, body)
  expect(answer.statusCode, answer.body).toBe(200)
  return id
}
const enterCase = (onsetOn: string, more: object = {}, who = station): Promise<string> => put(who, '/api/cases', { areaId: areas.communeA1, diseaseCode: 'covid-19', classification: 'confirmed', diagnosedAt: `${onsetOn}T09:00:00.000Z`, onsetOn, ...more })
const person = (more: object = {}): Promise<string> => put(station, '/api/individuals', { areaId: areas.communeA1, fullName: 'Nông Văn Chuỗi', sex: 'male', birthYear: 1985, ...more })
const link = (to: string, fromCaseId: string, more: object = {}): Promise<string> => put(station, `/api/cases/${to}/links`, { fromCaseId, kind: 'confirmed', basis: 'investigation', ...more })
const chainOf = async (id: string, who = station): Promise<Chain> => (await who.get(`/api/cases/${id}/chain`)).json()
const sourceOf = async (id: string, who = station, reveal = 0): Promise<CaseSource> => (await who.get(`/api/cases/${id}/source?reveal=${reveal}`)).json()
const pairs = ({ cases, links }: Chain): string[] => links.from.map((from, at) => `${cases.id[from]} ${cases.id[links.to[at]!]}`).sort()

test('an entered chain is told with generations and days between onsets, from whichever case it is asked; packed it is the same', async () => {
  const [a, b, c, d] = [await enterCase('2021-08-01'), await enterCase('2021-08-04'), await enterCase('2021-08-06'), await enterCase('2021-08-06')]
  await link(b, a, { setting: 'market', metOn: '2021-08-02' })
  await link(c, b, { kind: 'likely' })
  await link(d, b, { kind: 'possible', basis: 'contact' })
  const chain = await chainOf(c)
  expect(chain.cases.id).toEqual([a, b, ...[c, d].sort()])
  expect(chain.cases.generation).toEqual([0, 1, 2, 2])
  expect(chain.start).toBe(chain.cases.id.indexOf(c))
  // Days between onsets: 3, 2 and 2; their middle is 2.
  expect(chain.figures).toMatchObject({ cases: 4, links: 3, clusters: 1, generations: 3, circular: 0, firstOn: '2021-08-01', lastOn: '2021-08-06', intervals: { known: 3, median: 2, counts: [{ days: 2, links: 2 }, { days: 3, links: 1 }] } })
  expect(chain.areas).toMatchObject([{ id: areas.communeA1, name: 'Xã Thử Một' }])
  expect(pairs(await chainOf(a))).toEqual(pairs(chain))
  const packed = await station.inject({ method: 'GET', url: `/api/cases/${c}/chain`, headers: { 'accept-encoding': 'gzip' } })
  expect(packed.headers['content-encoding']).toBe('gzip')
  expect(JSON.parse(gunzipSync(packed.rawPayload).toString())).toEqual(chain)
  const csv = (await station.get(`/api/cases/${c}/chain.csv`)).body
  expect(csv.trim().split('\r\n')).toHaveLength(4)
  expect(csv).toContain('Ca nguồn,Nơi ở ca nguồn')
  expect(csv).toContain('Xác định,3,Xác định,Điều tra ổ dịch,Chợ')
  // As much as is asked for, what lies nearest first: the case itself and its source; that there is more is said.
  const first = (await station.get(`/api/cases/${c}/chain?most=2`)).json<Chain>()
  expect([first.cases.id, first.more, first.links.from]).toEqual([[b, c], true, [0]])
  expect((await station.get(`/api/cases/${c}/chain?most=4`)).json<Chain>().more).toBe(false)
})

test('the chain of an outbreak goes out as a table too, and both exports are noted with the cases that stand in them', async () => {
  const outbreak = await put(station, '/api/registers/outbreak', { areaId: areas.communeA1, name: 'Ổ dịch chợ Mẫu', diseaseCode: 'covid-19', reportedOn: '2021-08-10' })
  const [a, b] = [await enterCase('2021-08-01', { outbreakId: outbreak }), await enterCase('2021-08-04', { outbreakId: outbreak })]
  const outside = await enterCase('2021-08-07')
  await link(b, a)
  await link(outside, b)
  const noted = async (): Promise<string[][]> => withClient(server.adminUrl, { name: 'test' }, async (client) =>
    (await client.query<{ row_ids: string[] }>("select row_ids from audit_entry where action = 'export' and subject = 'disease_case' and permission = 'disease_case.export' and $1 = any (row_ids) order by id", [a])).rows.map(({ row_ids }) => row_ids.toSorted()))
  expect((await station.get(`/api/outbreaks/${outbreak}/chain.csv`)).body.trim().split('\r\n')).toHaveLength(2)
  expect((await station.get(`/api/cases/${a}/chain.csv`)).body.trim().split('\r\n')).toHaveLength(3)
  expect(await noted()).toEqual([[a, b].sort(), [a, b, outside].sort()])
  expect((await neighbour.get(`/api/outbreaks/${outbreak}/chain.csv`)).statusCode).toBe(404)
  expect((await (await server.as(cast.districtOfficer)).get(`/api/outbreaks/${outbreak}/chain.csv`)).statusCode).toBe(403)
})

test('what cannot be is refused with the reason; a link taken back is gone and its pair free again', async () => {
  const [a, b, other] = [await enterCase('2021-08-01'), await enterCase('2021-08-05'), await enterCase('2021-08-05', { diseaseCode: 'measles' })]
  const late = await enterCase('2021-08-20')
  const refused = async (to: string, fromCaseId: string): Promise<object> => (await station.put(`/api/cases/${to}/links/${newId()}`, { fromCaseId, kind: 'likely', basis: 'investigation' })).json()
  expect(await refused(a, a)).toMatchObject({ code: 'invalid-input', fields: { fromCaseId: 'self' } })
  expect(await refused(a, other)).toMatchObject({ code: 'invalid-input', fields: { fromCaseId: 'other-disease' } })
  expect(await refused(a, late)).toMatchObject({ code: 'invalid-input', fields: { fromCaseId: 'later' }, detail: 'Ca nguồn khởi phát sau ca này hơn 14 ngày nên không thể là nguồn lây.' })
  const id = await link(b, a, { note: 'Gặp ở đám cưới nhà Nông Thị Mẫu' })
  const body = { fromCaseId: a, kind: 'confirmed', basis: 'investigation', note: 'Gặp ở đám cưới nhà Nông Thị Mẫu' }
  expect((await station.put(`/api/cases/${b}/links/${id}`, body)).statusCode).toBe(200) // sent once more
  expect(await refused(b, a)).toMatchObject({ code: 'duplicate', fields: { fromCaseId: 'twice' } })
  expect(await refused(a, b)).toMatchObject({ code: 'invalid-input', fields: { fromCaseId: 'turned' } })
  expect((await sourceOf(b)).links).toMatchObject([{ caseId: a, direction: 'source', days: 4, note: null, linkId: id }]) // people are named in a note
  expect((await sourceOf(b, station, 1)).links).toMatchObject([{ note: 'Gặp ở đám cưới nhà Nông Thị Mẫu' }])
  expect((await (await server.as(cast.districtOfficer)).post(`/api/case-links/${id}/void`, { reason: 'nhầm' })).statusCode).toBe(403)
  expect((await station.post(`/api/case-links/${id}/void`, { reason: 'nhầm' })).statusCode).toBe(200)
  expect((await station.post(`/api/case-links/${id}/void`, { reason: 'nhầm' })).statusCode).toBe(409)
  expect((await chainOf(b)).links.from).toEqual([])
  await link(a, b)
})

test('a contact who falls ill while watched, a case taken for his, and a source named in the form are links; one ruled out is none', async () => {
  const [met, turned, early] = [await person(), await person({ fullName: 'Lý Văn Thành' }), await person({ fullName: 'Lý Văn Sớm' })]
  const source = await enterCase('2021-08-01')
  const listed = (individualId: string, more: object = {}): Promise<string> => put(station, `/api/cases/${source}/contacts`, { tier: 'f1', individualId, relation: 'workplace', lastContactOn: '2021-08-03', ...more })
  const [, line] = [await listed(met), await listed(turned, { relation: 'household', lastContactOn: '2021-08-09' }), await listed(early)]
  const [b, c] = [await enterCase('2021-08-07', { individualId: met }), await enterCase('2021-08-06', { individualId: turned })]
  await enterCase('2021-08-02', { individualId: early }) // ill before the day of contact
  const d = await enterCase('2021-08-08', { linkedCaseId: source })
  const found = async (): Promise<string[]> => (await sourceOf(source)).links.map(({ caseId, kind, basis }) => `${caseId} ${kind} ${basis}`).sort()
  expect(await found()).toEqual([`${b} possible contact`, `${d} likely form`].sort())
  expect((await station.post(`/api/registers/case_contact/${line}/actions/turn`, { version: 1 })).statusCode).toBe(200)
  expect(await found()).toEqual([`${b} possible contact`, `${c} likely household`, `${d} likely form`].sort())
  await link(b, source)
  const chain = await chainOf(source)
  const at = chain.links.to.findIndex((to) => chain.cases.id[to] === b)
  expect([chain.links.kind[at], linkBases[chain.links.basis[at]!]]).toEqual([0, 'investigation']) // the surest of a pair stands for it
  expect((await station.post(`/api/registers/disease_case/${d}/actions/rule-out`, { version: 1, reason: 'âm tính' })).statusCode).toBe(200)
  expect((await chainOf(source)).cases.id.sort()).toEqual([source, b, c].sort())
})

test('who may have infected a case: the one under the same roof before the one met for an hour; a name is shown on request and noted', async () => {
  const [patient, wife, friend] = [await person({ fullName: 'Triệu Văn Hỏi' }), await person({ fullName: 'Triệu Thị Vợ' }), await person({ fullName: 'Bế Văn Bạn' })]
  const home = await put(station, '/api/registers/household', { areaId: areas.communeA1 })
  for (const individualId of [patient, wife]) await put(station, `/api/households/${home}/members`, { individualId, relation: 'other', fromOn: '2021-01-01' })
  const [atHome, met] = [await enterCase('2021-08-10', { individualId: wife }), await enterCase('2021-08-10', { individualId: friend })]
  const id = await enterCase('2021-08-15', { individualId: patient })
  await put(station, `/api/cases/${met}/contacts`, { tier: 'f1', individualId: patient, relation: 'friend', lastContactOn: '2021-08-10' })
  const source = await sourceOf(id)
  expect(source.ranked).toBe(true)
  expect(source.name).toBeNull()
  expect(source.infectors.map(({ caseId, kind, days }) => [caseId, kind, days])).toEqual([[atHome, 'household', 5], [met, 'encounter', 5]])
  expect(source.infectors[0]!.share + source.infectors[1]!.share).toBeCloseTo(1)
  expect((await sourceOf(id, station, 1)).name).toBe('Triệu Văn Hỏi')
  const noted = await withClient(server.adminUrl, { name: 'test' }, async (client) => (await client.query("select from audit_entry where action = 'view' and subject = 'individual' and permission = 'disease_case.read' and row_ids = array[$1::text]", [patient])).rowCount)
  expect(noted).toBe(1)
  expect((await (await server.as(cast.districtOfficer)).get(`/api/cases/${id}/source?reveal=1`)).statusCode).toBe(403)
})

/** A case, the areas that see it, and links of every kind, as they are planted. */
type Placed = { id: string; at: number[]; individual: string; outbreak: boolean }
type Tie = { from: number; to: number; source: 'entered' | 'form' | 'contact'; at: number[] }
const PLACES = [areas.communeA1, areas.villageA1, areas.communeA2, areas.communeB1]
const world = fc.record({
  cases: fc.array(fc.record({ place: fc.nat(3), found: fc.option(fc.nat(3), { freq: 4 }), outbreak: fc.boolean() }), { minLength: 4, maxLength: 14 }),
  moves: fc.array(fc.record({ at: fc.nat(), place: fc.nat(3), found: fc.option(fc.nat(3), { freq: 2 }) }), { maxLength: 4 }),
  ties: fc.array(fc.record({ from: fc.nat(), to: fc.nat(), source: fc.constantFrom('entered' as const, 'form' as const, 'contact' as const), lives: fc.option(fc.nat(3)) }), { minLength: 4, maxLength: 24 }),
})
type Drawn = typeof world extends fc.Arbitrary<infer T> ? T : never

async function plantCases(client: ClientBase, drawn: Drawn, disease: string, outbreak: string): Promise<Placed[]> {
  await client.query("insert into disease (code, name, name_en, aliases, search_key, sort) values ($1, $1, $1, '{}', $1, 999)", [disease])
  await client.query("insert into outbreak (id, area_id, name, disease_code, reported_on, created_by) values ($1, $2, 'Ổ dịch mẫu', $3, '2021-08-01', $4)", [outbreak, areas.communeA1, disease, cast.healthStation.postId])
  const placed: Placed[] = []
  for (const { place, found, outbreak: inside } of drawn.cases) {
    const [id, individual, at] = [newId(), newId(), [PLACES[place]!, ...(found === null ? [] : [PLACES[found]!])]]
    await client.query("insert into individual (id, area_id, full_name, sex, created_by) values ($1, $2, 'Người', 'male', $3)", [individual, at[0], cast.healthStation.postId])
    await client.query(`insert into disease_case (id, area_id, detection_area_id, code, disease_code, individual_id, classification, diagnosed_at, onset_on, outbreak_id, created_by)
      values ($1::uuid, $2, $3, $1::uuid::text, $4, $5, 'confirmed', '2021-08-10 08:00+07', '2021-08-10', $6, $7)`, [id, at[0], at[1] ?? null, disease, individual, inside ? outbreak : null, cast.healthStation.postId])
    placed.push({ id, at, individual, outbreak: inside })
  }
  return placed
}

async function plantTies(client: ClientBase, drawn: Drawn, placed: Placed[]): Promise<Tie[]> {
  const ties: Tie[] = []
  for (const each of drawn.ties) {
    const [from, to] = [each.from % placed.length, each.to % placed.length]
    const taken = ties.some((tie) => tie.source === each.source && tie.to === to && (each.source === 'form' || tie.from === from))
    if (from === to || taken) continue
    const [one, other, by] = [placed[from]!, placed[to]!, cast.healthStation.postId]
    const residence = each.lives === null ? null : PLACES[each.lives]!
    if (each.source === 'entered') await client.query("insert into case_link (id, from_case, to_case, kind, basis, created_by) values ($1, $2, $3, 'likely', 'investigation', $4)", [newId(), one.id, other.id, by])
    if (each.source === 'form') await client.query('update disease_case set linked_case_id = $2 where id = $1', [other.id, one.id])
    if (each.source === 'contact') await client.query("insert into case_contact (id, area_id, case_id, tier, individual_id, last_contact_on, residence_area_id, listed_at, created_by) values ($1, $2, $3, 'f1', $4, '2021-08-08', $5, now(), $6)", [newId(), one.at[0], one.id, other.individual, residence, by])
    ties.push({ from, to, source: each.source, at: each.source === 'contact' ? [one.at[0]!, ...(residence === null ? [] : [residence])] : [] })
  }
  return ties
}

/** Cases that turn out to live, or to have been found, elsewhere, after their links were made. */
async function moveCases(client: ClientBase, drawn: Drawn, placed: Placed[]): Promise<void> {
  for (const { at, place, found } of drawn.moves) {
    const moved = placed[at % placed.length]!
    moved.at = [PLACES[place]!, ...(found === null ? [] : [PLACES[found]!])]
    await client.query('update disease_case set area_id = $2, detection_area_id = $3 where id = $1', [moved.id, moved.at[0], moved.at[1] ?? null])
  }
}

/** Everybody who hangs together with a case over these links. */
function togetherWith(start: number, ties: Tie[]): Set<number> {
  const found = new Set([start])
  for (let size = 0; size < found.size;) {
    size = found.size
    for (const { from, to } of ties) if (found.has(from) || found.has(to)) found.add(from).add(to)
  }
  return found
}

describe('whatever the cases, their places and their links', () => {
  test('chains, sources, counts and exports tell exactly the links between cases the viewer sees, and nothing of others', async () => {
    await fc.assert(fc.asyncProperty(world, async (drawn) => {
      const [disease, outbreak] = [`benh-${newId().slice(-8)}`, newId()]
      const { placed, ties } = await asInstallation(server.adminUrl, async (client) => {
        const cases = await plantCases(client, drawn, disease, outbreak)
        const made = await plantTies(client, drawn, cases)
        await moveCases(client, drawn, cases)
        return { placed: cases, ties: made }
      })
      for (const { who, sees, exports } of viewers) {
        const inScope = (at: number[]): boolean => sees === null || at.some((area) => sees.includes(area))
        const visible = placed.map(({ at }) => inScope(at))
        const seen = ties.filter(({ from, to, source, at }) => visible[from] && visible[to] && (source !== 'contact' || inScope(at)))
        const pair = ({ from, to }: Tie): string => `${placed[from]!.id} ${placed[to]!.id}`
        const wanted = (of: Tie[]): string[] => [...new Set(of.map(pair))].sort()
        for (const [at, { id }] of placed.entries()) {
          const [chain, source] = [await who.get(`/api/cases/${id}/chain`), await who.get(`/api/cases/${id}/source`)]
          expect([chain.statusCode, source.statusCode]).toEqual(visible[at] ? [200, 200] : [404, 404])
          if (!visible[at]) continue
          const together = togetherWith(at, seen)
          const told = chain.json<Chain>()
          expect([...told.cases.id].sort()).toEqual([...together].map((each) => placed[each]!.id).sort())
          expect(pairs(told)).toEqual(wanted(seen.filter(({ from }) => together.has(from))))
          expect(source.json<CaseSource>().links).toHaveLength(seen.filter(({ from, to }) => from === at || to === at).length)
          if (exports) expect((await who.get(`/api/cases/${id}/chain.csv`)).body.trim().split('\r\n')).toHaveLength(told.links.from.length + 1)
        }
        const all = (await who.get(`/api/chains?disease=${disease}&from=2021-08-01&to=2021-08-30`)).json<ChainsView>()
        expect([all.figures.cases, all.figures.links]).toEqual([visible.filter(Boolean).length, wanted(seen).length])
        expect(all.alone).toBe(placed.filter((_, at) => visible[at] && togetherWith(at, seen).size === 1).length)
        const ofOutbreak = await who.get(`/api/outbreaks/${outbreak}/chain`)
        expect(ofOutbreak.statusCode).toBe(inScope([areas.communeA1]) ? 200 : 404)
        if (ofOutbreak.statusCode !== 200) continue
        const within = wanted(seen.filter(({ from, to }) => placed[from]!.outbreak && placed[to]!.outbreak))
        expect(pairs(ofOutbreak.json())).toEqual(within)
        if (exports) expect((await who.get(`/api/outbreaks/${outbreak}/chain.csv`)).body.trim().split('\r\n')).toHaveLength(within.length + 1)
      }
    }), { numRuns: 6, seed: 20210830, endOnFailure: true })
  }, 120_000)

  test('chains of an area and a time are counted with their sizes, the longest first', async () => {
    const day = (n: number): string => `2021-07-${String(n).padStart(2, '0')}`
    const made: string[] = []
    for (const n of [1, 3, 5, 20, 24, 26]) made.push(await enterCase(day(n), { diseaseCode: 'measles' }))
    const [a, b, c, d, e] = made as [string, string, string, string, string]
    await link(b, a)
    await link(c, b)
    await link(e, d)
    const view = (await station.get(`/api/chains?disease=measles&areaId=${areas.communeA1}&from=2021-07-01&to=2021-07-31`)).json<ChainsView>()
    expect(view).toMatchObject({ alone: 1, more: false, figures: { cases: 6, links: 3, clusters: 2, generations: 3, intervals: { median: 2, known: 3 } }, sizes: [{ cases: 2, chains: 1 }, { cases: 3, chains: 1 }] })
    // Active: the last case of the chain within fourteen days of 31 July.
    expect(view.chains).toMatchObject([{ caseId: a, cases: 3, generations: 3, firstOn: day(1), lastOn: day(5), isActive: false }, { caseId: d, cases: 2, generations: 2, isActive: true }])
    expect((await neighbour.get('/api/chains?disease=measles&from=2021-07-01&to=2021-07-31')).json<ChainsView>()).toMatchObject({ alone: 0, figures: { cases: 0, links: 0 }, chains: [] })
  })
})
