import { randomUUID } from 'node:crypto'
import { asSystem } from '#kernel/transaction.ts'
import { DEMO_PASSWORD } from '#server/demo/index.ts'
import { testHash } from '#test/people.ts'
import { signIn, type Office } from './office.ts'

interface Seat { username: string; name: string; body: string; role: string; title: string }
interface Found { id: number; name: string; areaCode: string }

/** Bodies of the demo by kind in an area of 2021 and below it, in tree order. */
function bodiesIn(office: Office, areaCode: string, level: 'district' | 'commune', kind: string): Promise<Found[]> {
  return asSystem(office.deps.pools.jobs, (tx) => tx.rows<Found>(`
    select b.id, b.short_name as name, c.code as "areaCode" from area d join area c on c.id between d.id and d.last_id
      join body b on b.seat_area_id = c.id and b.kind = $3 and b.level = $2
    where d.code = $1 and d.level = 'district' and c.level = $2 order by b.id`, [areaCode, level, kind]))
}

async function seat(office: Office, people: readonly (Omit<Seat, 'body'> & { bodyId: number })[]): Promise<void> {
  const hash = await testHash(DEMO_PASSWORD)
  await asSystem(office.deps.pools.jobs, async (tx) => {
    for (const { username, name, bodyId, role, title } of people) {
      const [person, post] = [randomUUID(), randomUUID()]
      await tx.run('insert into person (id, full_name, search_key) values ($1, $2, lower($2))', [person, name])
      await tx.run("insert into post (id, person_id, body_id, acts_for_id, role, title, valid_from) values ($1, $2, $3, $3, $4, $5, '2021-01-01')", [post, person, bodyId, role, title])
      await tx.rows("select create_account(gen_random_uuid(), $1, $2, $3, false)", [person, username, hash])
    }
  })
}

/**
 * The district of Chi Lăng and its 20 communes of 2021 get people who can sign in, with the demo's password: a leader, a
 * clerk, an officer, one of the health centre, and a clerk in each commune (`vanthu.<code>`). The district numbers by itself, as offices of the cast do.
 */
export async function staffChiLang(office: Office): Promise<{ communes: (Found & { username: string })[] }> {
  const [district] = await bodiesIn(office, '187', 'district', 'people-committee')
  const [health] = await bodiesIn(office, '187', 'district', 'health-centre')
  const communes = (await bodiesIn(office, '187', 'commune', 'people-committee')).map((body) => ({ ...body, username: `vanthu.${body.areaCode}` }))
  const bodyId = district!.id
  await seat(office, [
    { username: 'lanhdao.chilang', name: 'Nông Văn MẪU', bodyId, role: 'leader', title: 'Chủ tịch UBND huyện' },
    { username: 'vanthu.chilang', name: 'Vy Thị MẪU', bodyId, role: 'clerk', title: 'Chuyên viên, văn thư' },
    { username: 'chuyenvien.chilang', name: 'Hoàng Thị Soạn MẪU', bodyId, role: 'officer', title: 'Chuyên viên tổng hợp' },
    { username: 'canbo.ttyt.chilang', name: 'Đàm Văn Thử MẪU', bodyId: health!.id, role: 'health', title: 'Trưởng khoa Kiểm soát dịch bệnh' },
    ...communes.map(({ id, username }) => ({ username, name: 'Lý Thị Xã MẪU', bodyId: id, role: 'clerk', title: 'Công chức Văn phòng - Thống kê' })),
  ])
  await asSystem(office.deps.pools.jobs, (tx) => tx.run(`
    insert into book_rule (body_id, keeper_id, system, numbering, series, valid_from, source) values ($1, $1, 'state', 'own', 'by-type', '2020-01-01', 'MẪU: quy chế văn thư của cơ quan')`, [bodyId]))
  return { communes }
}

/** Asks the server as somebody, over HTTP as a browser does, without drawing anything. */
export async function asker(office: Office, username: string): Promise<(method: string, path: string, body?: object) => Promise<number>> {
  const headers = { 'content-type': 'application/json', 'x-phaodai': '1' }
  const cookie = (await signIn(office.origin, username)).join('; ')
  return async (method, path, body) => {
    const answer = await fetch(office.origin + path, { method, headers: { ...headers, cookie }, ...(body && { body: JSON.stringify(body) }) })
    await answer.arrayBuffer()
    return answer.status
  }
}
