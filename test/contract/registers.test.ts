import { columnOf, isGuarded, ownActions, placedFields, registers, sensitiveFields, type RecordRow, type Register } from '@phaodai/registers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newId, openWorld, type Answer, type Persona, type World } from './harness.ts'
import { cast, places, roleFor, sample, settle } from './samples.ts'

let world: World
let as: (bodyId: number, role: string) => Promise<Persona>
beforeAll(async () => {
  world = await openWorld()
  await settle(world)
  as = cast(world)
})
afterAll(() => world.stop())

const rowOf = (answer: Answer): RecordRow => answer.body.row as RecordRow
const rowsOf = (answer: Answer): RecordRow[] => answer.body.rows as RecordRow[]

describe.each(registers.map((register) => [register.name, register] as const))('register %s', (name, register: Register) => {
  const url = `/api/registers/${name}`
  const sensitive = sensitiveFields(register).filter((field) => register.fields[field]!.kind === 'text') // a date bears no marker
  const correction = Object.keys(register.fields).find((field) => register.fields[field]!.kind === 'text' && !register.fields[field]!.fixed && !register.fields[field]!.sensitive)!
  const act = (deed: string, bodyId: number = places.commune): Promise<Persona> => as(bodyId, roleFor(register, deed))

  async function record(areaId: number = places.commune, turn = 0): Promise<RecordRow> {
    const answer = await world.call(await act('create', areaId), 'PUT', `${url}/${newId()}`, { body: await sample(world, register, areaId, turn) })
    expect(answer.status, answer.text).toBe(200)
    return rowOf(answer)
  }

  test('refuses whoever does not hold the permission, on every route', async () => {
    const { id, version } = await record()
    const admin = await as(places.commune, 'admin')
    const asked = [
      ['GET', url], ['GET', `${url}/${id}`], ['GET', `${url}/${id}/history`], ['GET', `${url}/export.csv`], ['GET', `${url}/export.xlsx`],
      ['PUT', `${url}/${newId()}`, await sample(world, register, places.commune)], ['PATCH', `${url}/${id}`, { version }],
      ['POST', `${url}/${id}/void`, { version, reason: 'nhầm' }],
      ...ownActions(register).map(([action]) => ['POST', `${url}/${id}/actions/${action}`, { version, reason: 'lý do' }]),
    ] as ['GET', string, object?][]
    for (const [method, path, body] of asked) {
      expect.soft((await world.call(admin, method, path, body && { body })).body.code, `${method} ${path}`).toBe('not-allowed')
      expect.soft((await world.call(null, method, path, body && { body })).body.code, `${method} ${path}`).toBe('not-signed-in')
    }
    expect((await world.call(admin, 'POST', `${url}/import`, { body: 'id\n1', type: 'text/csv' })).body.code).toBe('not-allowed')
  })

  if (!register.open) test('hides records of other areas on every reading route', async () => {
    const { id, [register.title]: title } = await record(places.commune, 7)
    for (const bodyId of [places.neighbour, places.otherDistrict, places.far]) {
      const stranger = await act('read', bodyId)
      const page = await world.call(stranger, 'GET', `${url}?q=${encodeURIComponent(String(title))}&limit=500`)
      expect.soft(rowsOf(page).map((row) => row.id)).not.toContain(id)
      expect.soft(page.body.total).toBe(rowsOf(page).length)
      expect.soft((await world.call(stranger, 'GET', `${url}/${id}`)).status).toBe(404)
      expect.soft((await world.call(stranger, 'GET', `${url}/${id}/history`)).status).toBe(404)
      const out = await world.call(await act('export', bodyId), 'GET', `${url}/export.csv`)
      expect.soft(out.status).toBe(200)
      expect.soft(out.text).not.toContain(id)
      const choices = await world.call(stranger, 'GET', `/api/registers/choices/${name}?q=${encodeURIComponent(String(title))}`)
      expect.soft(JSON.stringify(choices.body)).not.toContain(id)
    }
    for (const bodyId of [places.commune, places.district, places.province]) {
      expect.soft((await world.call(await act('read', bodyId), 'GET', `${url}/${id}`)).status).toBe(200)
    }
  })

  test('lets nobody change, void or act on a record of another area; it answers as a missing one', async () => {
    const { id, version } = await record()
    const expected = register.open ? 403 : 404
    const change = await world.call(await act('update', places.far), 'PATCH', `${url}/${id}`, { body: { version, [correction]: 'khác' } })
    expect(change.status).toBe(expected)
    const voided = await world.call(await act('void', places.far), 'POST', `${url}/${id}/void`, { body: { version, reason: 'nhầm' } })
    expect(voided.status).toBe(expected)
    if (register.open) return
    const missing = await world.call(await act('update', places.far), 'PATCH', `${url}/${newId()}`, { body: { version, [correction]: 'khác' } })
    expect(change.body).toEqual(missing.body)
  })

  test('takes no record into another area, neither new nor moved', async () => {
    const own = await act('create')
    const values = await sample(world, register, places.neighbour)
    expect((await world.call(own, 'PUT', `${url}/${newId()}`, { body: values })).body.code).toBe('not-allowed')
    const { id, version } = await record()
    const moved = await world.call(await act('update'), 'PATCH', `${url}/${id}`, { body: { version, areaId: places.neighbour } })
    expect(moved.body.code).toBe('invalid-input')
    await expect(inRole(own, 'update', `update ${name} set area_id = ${places.neighbour} where id = '${id}'`)).rejects.toMatchObject({ code: '42501' })
  })

  test('refuses a reference to what the writer cannot see exactly as one to nothing', async () => {
    for (const [field, declared] of Object.entries(register.fields)) {
      const { target, fixed } = declared
      const other = registers.find((each) => each.name === target)
      if (!isGuarded(declared) || other?.open) continue
      const hidden = target === 'file' ? await fileOf(await act('create', places.far)) : other ? (await recordOf(other, places.far)).id : await personOf(places.far)
      const writer = await act('create')
      const values = await sample(world, register, places.commune)
      const answers = await Promise.all([hidden, newId()].map((id) => world.call(writer, 'PUT', `${url}/${newId()}`, { body: { ...values, [field]: id } })))
      expect.soft(answers[0]!.body.code, field).toBe(register.bulk ? 'reference-missing' : 'not-allowed')
      expect.soft(answers[0]!.body).toEqual(answers[1]!.body)
      if (fixed) continue
      const { id, version } = await record()
      const changes = await Promise.all([hidden, newId()].map(async (to) => world.call(await act('update'), 'PATCH', `${url}/${id}`, { body: { version, [field]: to } })))
      expect.soft(changes[0]!.body.code, field).toBe('not-allowed')
      expect.soft(changes[0]!.body).toEqual(changes[1]!.body)
    }
  })

  test('corrects a record whose link points out of sight, and leaves the link as it is', async () => {
    for (const [field, declared] of Object.entries(register.fields)) {
      const other = registers.find((each) => each.name === declared.target)
      if (!isGuarded(declared) || declared.fixed || other?.open || declared.kind === 'file') continue // a file is seen by whoever sees its record
      const hidden = other ? (await recordOf(other, places.far)).id : await personOf(places.far)
      const { id, version } = await record()
      await world.admin.query(`update ${name} set ${columnOf(field)} = $2 where id = $1`, [id, hidden])
      const changed = await world.call(await act('update'), 'PATCH', `${url}/${id}`, { body: { version: version + 1, [correction]: 'sửa ở xã' } })
      expect.soft([changed.status, changed.body.row], field).toEqual([200, expect.objectContaining({ [correction]: 'sửa ở xã', [field]: null })])
      const { rows } = await world.admin.query(`select ${columnOf(field)} as link from ${name} where id = $1`, [id])
      expect.soft(rows[0].link, field).toBe(hidden)
    }
  })

  for (const [field] of Object.entries(register.fields).filter(([, { kind }]) => kind === 'file')) test(`hangs the file of ${field} on its record, for whoever sees that, and on no second one`, async () => {
    const maker = await act('create')
    const sheet = await fileOf(maker)
    const sees = async (role: string): Promise<boolean> => (await inRole(await as(places.commune, role), 'read', `select id from file where id = '${sheet}'`, register.may.read.includes(role))) > 0
    const reader = register.may.read.find((role) => !register.may.create.includes(role))!
    expect(await sees(reader)).toBe(false)
    const made = await world.call(maker, 'PUT', `${url}/${newId()}`, { body: { ...await sample(world, register, places.commune), [field]: sheet } })
    expect(made.body).toMatchObject({ row: { [field]: sheet } })
    expect((await world.call(maker, 'GET', `${url}/${rowOf(made).id}`)).body.names).toMatchObject({ file: { [sheet]: 'quyết định.pdf' } })
    expect([await sees(reader), await sees('village')]).toEqual([true, register.may.read.includes('village')])
    const second = await world.call(maker, 'PUT', `${url}/${newId()}`, { body: { ...await sample(world, register, places.commune, 1), [field]: sheet } })
    expect(second.body.code).toBe('reference-missing')
  })

  test('answers a stale change with both versions and keeps the first', async () => {
    const { id, version } = await record()
    const editor = await act('update')
    const first = await world.call(editor, 'PATCH', `${url}/${id}`, { body: { version, [correction]: 'bản thứ nhất' } })
    expect(rowOf(first)).toMatchObject({ version: version + 1, [correction]: 'bản thứ nhất' })
    const second = await world.call(editor, 'PATCH', `${url}/${id}`, { body: { version, [correction]: 'bản thứ hai' } })
    expect(second.status).toBe(409)
    expect(second.body.versions).toMatchObject({ theirs: { version: version + 1, [correction]: 'bản thứ nhất' }, yours: { version, [correction]: 'bản thứ hai' } })
  })

  test('audits every change, sensitive values encrypted', async () => {
    const { id, version } = await record()
    await world.call(await act('update'), 'PATCH', `${url}/${id}`, { body: { version, [correction]: 'đã sửa' } })
    const { rows } = await world.admin.query('select * from audit_entry where subject = $1 and row_id = $2 order by id', [name, id])
    expect(rows.map(({ action, permission }) => [action, permission])).toEqual([['insert', `${name}.create`], ['update', `${name}.update`]])
    expect(rows[1].after).toMatchObject({ [columnOf(correction)]: 'đã sửa' })
    for (const field of sensitive) expect(JSON.stringify(rows)).not.toContain(`${field} ô nhiễm`)
    expect(rows[0].sealed !== null).toBe(sensitive.length > 0)
  })

  test('tells its history under its scope, sensitive values only when revealed', async () => {
    const { id, version } = await record()
    await world.call(await act('update'), 'PATCH', `${url}/${id}`, { body: { version, [correction]: 'đã sửa' } })
    const { body } = await world.call(await act('read'), 'GET', `${url}/${id}/history`)
    const steps = body.steps as { action: string; changes: { field: string; after: unknown }[] }[]
    expect(steps.map(({ action }) => action)).toEqual(['create', 'update'])
    expect(steps[1]!.changes).toContainEqual(expect.objectContaining({ field: correction, after: 'đã sửa' }))
    for (const field of sensitive) {
      expect(JSON.stringify(body)).not.toContain(`${field} ô nhiễm`)
      const revealed = await world.call(await act('reveal'), 'GET', `${url}/${id}/history?reveal=1`)
      expect(JSON.stringify(revealed.body)).toContain(`${field} ô nhiễm`)
    }
  })

  if (sensitive.length > 0) test('shows sensitive values to posts that may reveal them, and notes who was shown', async () => {
    const { id } = await record()
    const hidden = (register.may.read.find((role) => !register.may.reveal.includes(role)))!
    for (const path of [`${url}/${id}`, url]) {
      const plain = await world.call(await as(places.commune, hidden), 'GET', path)
      for (const field of sensitive) expect.soft(plain.text).not.toContain(`${field} ô nhiễm`)
      expect.soft((await world.call(await as(places.commune, hidden), 'GET', `${path}?reveal=1`)).body.code).toBe('not-allowed')
      const shown = await world.call(await act('reveal'), 'GET', `${path}?reveal=1`)
      for (const field of sensitive) expect.soft(shown.text).toContain(`${field} ô nhiễm`)
    }
    const { rows } = await world.admin.query("select row_ids from audit_entry where subject = $1 and action = 'view'", [name])
    expect(rows.filter(({ row_ids: ids }) => ids.includes(id)).length).toBe(2)
    const column = columnOf(sensitive[0]!)
    await expect(inRole(await as(places.commune, hidden), 'read', `select ${column} from ${name}`)).rejects.toMatchObject({ code: '42501' })
  })

  test('exports what the list shows without sensitive values, and says so in the audit', async () => {
    const { id } = await record()
    const exporter = await act('export')
    const csv = await world.call(exporter, 'GET', `${url}/export.csv`)
    expect(csv.text).toContain(id)
    for (const field of sensitive) expect(csv.text).not.toContain(`${field} ô nhiễm`)
    const xlsx = await world.call(exporter, 'GET', `${url}/export.xlsx?columns=${register.list.join(',')}`)
    expect(xlsx.bytes.subarray(0, 2).toString()).toBe('PK')
    const { rows } = await world.admin.query("select row_ids, permission from audit_entry where subject = $1 and action = 'export' and post_id = $2", [name, exporter.postId])
    expect(rows.length).toBe(2)
    expect(rows[0]).toMatchObject({ row_ids: expect.arrayContaining([id]), permission: `${name}.export` })
  })

  test('changes its state by named actions only', async () => {
    for (const [action, { from, at }] of ownActions(register)) {
      if (from.includes(register.states[0])) continue
      const { id, version } = await record()
      const answer = await world.call(await act(action, at ? places.province : places.commune), 'POST', `${url}/${id}/actions/${action}`, { body: { version, reason: 'lý do' } })
      expect.soft(answer.body.code, action).toBe('illegal-state')
    }
    const { id } = await record()
    const last = register.states.at(-1)
    await expect(inRole(await act('update'), 'update', `update ${name} set state = '${last}' where id = '${id}'`)).rejects.toMatchObject({ code: 'PD001' })
  })

  if (ownActions(register).some(([, { at }]) => !at)) test('does a legal action once and records its reason', async () => {
    const [action, { to }] = ownActions(register).find(([, { from, at }]) => !at && from.includes(register.states[0]))!
    const { id, version } = await record()
    const actor = await act(action)
    const done = await world.call(actor, 'POST', `${url}/${id}/actions/${action}`, { body: { version, reason: 'có căn cứ' } })
    expect(rowOf(done)).toMatchObject({ state: to, stateReason: 'có căn cứ', version: version + 1 })
    const again = await world.call(actor, 'POST', `${url}/${id}/actions/${action}`, { body: { version, reason: 'có căn cứ' } })
    expect(again.body.code).toBe('stale')
  })

  test('voids with a reason and never deletes; a void record stays as it is', async () => {
    const { id, version } = await record()
    const actor = await act('void')
    expect((await world.call(actor, 'POST', `${url}/${id}/void`, { body: { version } })).status).toBe(400)
    const done = await world.call(actor, 'POST', `${url}/${id}/void`, { body: { version, reason: 'ghi nhầm' } })
    expect(rowOf(done)).toMatchObject({ voidReason: 'ghi nhầm', voidedAt: expect.any(String) })
    expect(rowsOf(await world.call(actor, 'GET', `${url}?limit=500`)).map((row) => row.id)).not.toContain(id)
    expect(rowsOf(await world.call(actor, 'GET', `${url}?voided=1&limit=500`)).map((row) => row.id)).toContain(id)
    const change = await world.call(await act('update'), 'PATCH', `${url}/${id}`, { body: { version: version + 1, [correction]: 'x' } })
    expect(change.body.code).toBe('illegal-state')
    await expect(inRole(actor, 'void', `update ${name} set voided_at = null, void_reason = null where id = '${id}'`)).rejects.toMatchObject({ code: 'PD001' })
    await expect(inRole(actor, 'void', `delete from ${name} where id = '${id}'`)).rejects.toMatchObject({ code: '42501' })
  })

  test('makes a record once however often it is sent', async () => {
    const id = newId()
    const values = await sample(world, register, places.commune)
    const maker = await act('create')
    const [first, second] = [await world.call(maker, 'PUT', `${url}/${id}`, { body: values }), await world.call(maker, 'PUT', `${url}/${id}`, { body: values })]
    expect([first.status, second.status]).toEqual([200, 200])
    expect(second.body).toEqual(first.body)
    const other = await world.call(maker, 'PUT', `${url}/${id}`, { body: { ...values, [correction]: 'nội dung khác' } })
    expect(other.body.code).toBe('duplicate')
    await world.call(await act('update'), 'PATCH', `${url}/${id}`, { body: { version: 1, [correction]: 'sửa sau' } })
    expect(rowOf(await world.call(maker, 'PUT', `${url}/${id}`, { body: values }))).toMatchObject({ version: 2, [correction]: 'sửa sau' })
  })

  if (!register.open) test('answers a taken id of another area as any place out of reach', async () => {
    const { id } = await record(places.far)
    const maker = await act('create')
    const taken = await world.call(maker, 'PUT', `${url}/${id}`, { body: await sample(world, register, places.commune) })
    const foreign = await world.call(maker, 'PUT', `${url}/${newId()}`, { body: await sample(world, register, places.far) })
    expect(taken.status).toBe(403)
    expect(taken.body).toEqual(foreign.body)
  })

  test('pages through all rows once, whatever the order', async () => {
    for (let turn = 0; turn < 5; turn++) await record(places.neighbour, turn)
    const reader = await act('read', places.neighbour)
    const rows = rowsOf(await world.call(reader, 'GET', `${url}?limit=500`))
    const limit = Math.max(2, Math.ceil(rows.length / 4)) // three turnings of a page for every order, among rows that are equal in it
    const pagedThrough = async (query: string): Promise<string[]> => {
      const seen: string[] = []
      for (let after = ''; ; ) {
        const page = await world.call(reader, 'GET', `${url}?limit=${limit}&${query}${after === '' ? '' : `&after=${after}`}`)
        seen.push(...rowsOf(page).map((row) => row.id))
        if (page.body.next === null || page.status !== 200) return seen.sort()
        after = String(page.body.next)
      }
    }
    for (const field of Object.keys(placedFields(register))) {
      if (placedFields(register)[field]!.sensitive || ['list', 'place'].includes(placedFields(register)[field]!.kind)) continue
      for (const sort of [field, `-${field}`]) expect.soft(await pagedThrough(`sort=${sort}`), sort).toEqual(rows.map(({ id }) => id).sort())
    }
    if (!register.filters.includes('state')) return
    const state = register.states[0]!
    const narrowed = rows.filter((row) => row.state === state).map(({ id }) => id).sort()
    expect(await pagedThrough(`state=${state}`), 'narrowed').toEqual(narrowed)
    await world.admin.query('update pg_class set reltuples = 10000000 where oid = $1::regclass', [register.name]) // as if it were long: walked back over its days
    expect(await pagedThrough(`state=${state}`), 'walked').toEqual(narrowed)
  })

  async function recordOf(other: Register, areaId: number): Promise<RecordRow> {
    const maker = await as(areaId, roleFor(other, 'create'))
    return rowOf(await world.call(maker, 'PUT', `/api/registers/${other.name}/${newId()}`, { body: await sample(world, other, areaId) }))
  }

  async function personOf(bodyId: number): Promise<string> {
    const { postId } = await as(bodyId, 'officer')
    return (await world.admin.query<{ person_id: string }>('select person_id from post where id = $1', [postId])).rows[0]!.person_id
  }

  /** A file that this persona uploaded and hung nowhere yet. */
  async function fileOf({ postId, bodyId }: Persona): Promise<string> {
    const id = newId()
    await world.admin.query("insert into file (id, sha256, size, media_type, name, body_id, post_id) values ($1, repeat('0', 64), 1, 'application/pdf', 'quyết định.pdf', $2, $3)", [id, bodyId, postId])
    return id
  }

  /** Runs a statement as the request of this persona would, around every route; tells how many rows it met. */
  async function inRole(who: Persona, deed: string, sql: string, reads = true): Promise<number> {
    const client = await world.admin.connect()
    try {
      const { rows } = await client.query<{ lo: number; hi: number; ids: string }>(
        'select area_lo as lo, area_hi as hi, area_ids::text as ids from app_scope($1)', [who.bodyId])
      const { lo, hi, ids } = rows[0]!
      await client.query(`begin; set local app.post = '${who.postId}'; set local app.permission = '${name}.${deed}'; set local app.reads = '{${reads ? `${name},` : ''}supply_item}';
        set local app.area_lo = '${lo}'; set local app.area_hi = '${hi}'; set local app.area_ids = '${ids}'; set local role pd_area`)
      return (await client.query(sql)).rowCount ?? 0
    } finally {
      await client.query('rollback')
      client.release()
    }
  }
})

test('the API text describes every route', async () => {
  const { body } = await world.call(null, 'GET', '/api/openapi.json')
  for (const register of registers) {
    const { name } = register
    for (const path of ['', '/{id}', '/{id}/history', '/{id}/void', '/export.csv', '/import', ...ownActions(register).map(([action]) => `/{id}/actions/${action}`)]) {
      expect.soft(Object.keys(body.paths as object)).toContain(`/api/registers/${name}${path}`)
    }
  }
})

test('the overview names the registers a post may read and what it may do there', async () => {
  const { body } = await world.call(await as(places.commune, 'village'), 'GET', '/api/registers')
  expect(body.registers).toEqual([{ name: 'rumour', may: ['create', 'read'] }, { name: 'supply_item', may: ['read'] }, { name: 'arrival', may: ['read'] }])
  expect((await world.call(await as(places.commune, 'admin'), 'GET', '/api/registers')).body.registers).toEqual([])
})
