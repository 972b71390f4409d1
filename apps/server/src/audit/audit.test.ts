import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ClientBase } from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { testApp, type TestApp } from '#test/app.ts'
import { asInstallation, cast } from '#test/people.ts'
import { openAuditExport, type AuditExport } from './export.ts'
import { applyRetention, eraseOne, exportErasures, reapplyErasures, seal } from './sealer.ts'
import { verifyAudit } from './verify.ts'

let server: TestApp
let exported: AuditExport
beforeAll(async () => {
  server = await testApp()
  exported = await openAuditExport(server.dataFolder)
  await sealAll()
})
afterAll(() => server.stop())

const UNSEALED = 'select count(*) as n from audit_entry e where not exists (select 1 from audit_block b where e.id = any (b.entry_ids))'

/** Seals until nothing is left: a transaction at work in another database of the server holds the stream back. */
async function sealAll(): Promise<void> {
  for (let left = 1; left > 0; ) {
    await seal(server.deps.pools.jobs, exported)
    left = await withClient(server.adminUrl, { name: 'test' }, async (client) => (await client.query(UNSEALED)).rows[0].n)
  }
}

const verify = () => verifyAudit(server.deps.pools.jobs, exported)
const faults = async () => (await verify()).faults

/** What no role of the program can do: the superuser switches the guards off, changes, and switches them on again. */
function tamper(work: (client: ClientBase) => Promise<unknown>): Promise<void> {
  return withClient(server.adminUrl, { name: 'test' }, async (client) => {
    await client.query('alter table audit_entry disable trigger all; alter table audit_block disable trigger all')
    await work(client)
    await client.query('alter table audit_entry enable trigger all; alter table audit_block enable trigger all')
  })
}

const change = (fullName: string) => asInstallation(server.adminUrl, (client) =>
  client.query('update person set full_name = $1 where id = $2', [fullName, cast.neighbour.personId]))

async function sealedChange(fullName: string): Promise<void> {
  await change(fullName)
  await sealAll()
}

type Copy = { entries: string; blocks: string }
async function copyOfAudit(): Promise<Copy> {
  return withClient(server.adminUrl, { name: 'test' }, async (client) => {
    const one = async (table: string) => (await client.query(`select coalesce(jsonb_agg(t), '[]')::text as rows from ${table} t`)).rows[0].rows
    return { entries: await one('audit_entry'), blocks: await one('audit_block') }
  })
}

describe('the sealed chain', () => {
  let heads: string
  beforeEach(async () => {
    await sealedChange(`Chu Thị ${Math.random()}`)
    heads = await readFile(join(server.dataFolder, 'audit/heads.jsonl'), 'utf8')
    expect(await faults()).toEqual([])
  })

  /** Tampers inside a transaction that is kept only for as long as the verification looks. */
  async function found(work: (client: ClientBase) => Promise<unknown>): Promise<string[]> {
    const before = await copyOfAudit()
    await tamper(work)
    const seen = (await faults()).map((one) => one.fault)
    await tamper(async (client) => {
      await client.query('truncate audit_entry, audit_block')
      await client.query('insert into audit_entry overriding system value select * from jsonb_populate_recordset(null::audit_entry, $1)', [before.entries])
      await client.query('insert into audit_block select * from jsonb_populate_recordset(null::audit_block, $1)', [before.blocks])
    })
    await writeFile(join(server.dataFolder, 'audit/heads.jsonl'), heads)
    expect(await faults()).toEqual([])
    return seen
  }

  test('an altered entry is found, whatever was altered', async () => {
    const last = '(select max(id) from audit_entry)'
    for (const what of ["after = '{}'", "person_id = gen_random_uuid()", "at = at + interval '1 microsecond'", "permission = 'x.y'", "sealed = '\\x00'", "row_ids = '{a}'"]) {
      expect(await found((client) => client.query(`update audit_entry set ${what} where id = ${last}`)), what).toEqual(['entry altered'])
    }
  })

  test('a missing entry is found', async () => {
    expect(await found((client) => client.query('delete from audit_entry where id = (select min(id) from audit_entry)'))).toEqual(['entry missing'])
  })

  test('an added entry is found', async () => {
    const add = `insert into audit_entry (tx, action, subject) select min(tx), 'insert', 'person' from audit_entry`
    expect(await found((client) => client.query(add))).toEqual(['entry added'])
  })

  test('an entry altered together with its leaf breaks its block', async () => {
    const seen = await found(async (client) => {
      await client.query("update audit_entry set after = '{}' where id = (select max(id) from audit_entry)")
      await client.query(`update audit_block b set leaves[cardinality(leaves)] = (select audit_leaf(e) from audit_entry e where e.id = b.entry_ids[cardinality(entry_ids)])
        where no = (select max(no) from audit_block)`)
    })
    expect(seen).toEqual(['block altered'])
  })

  test('a block rewritten to fit differs from the exported head and breaks the chain', async () => {
    await sealedChange('Chu Thị Sau')
    heads = await readFile(join(server.dataFolder, 'audit/heads.jsonl'), 'utf8')
    const seen = await found(async (client) => {
      const before = '(select max(no) - 1 from audit_block)'
      await client.query(`update audit_block set leaves = array_fill('\\x00'::bytea, array[cardinality(leaves)]) where no = ${before}`)
      await client.query(`update audit_block set digest = audit_digest(no, previous, leaves) where no = ${before}`)
    })
    expect(seen).toContain('chain broken')
    expect(seen).toContain('differs from exported head')
  })

  test('a cut tail is found by the exported head, though the chain itself is whole', async () => {
    const seen = await found(async (client) => {
      await client.query('delete from audit_entry where id = any (select unnest(entry_ids) from audit_block where no = (select max(no) from audit_block))')
      await client.query('delete from audit_block where no = (select max(no) from audit_block)')
    })
    expect(seen).toEqual(['tail cut'])
  })

  test('a missing block in the middle is found', async () => {
    await sealedChange('Chu Thị Giữa')
    heads = await readFile(join(server.dataFolder, 'audit/heads.jsonl'), 'utf8')
    const seen = await found((client) => client.query('delete from audit_block where no = (select max(no) - 1 from audit_block)'))
    expect(seen).toContain('chain broken')
    expect(seen).toContain('tail cut')
    expect(seen).toContain('entry added')
  })

  test('no role of the program can alter the audit', async () => {
    for (const role of ['pd_area', 'pd_whole_clear', 'phaodai_system', 'phaodai_owner']) {
      for (const sql of ["update audit_entry set after = '{}'", 'delete from audit_entry', 'delete from audit_block']) {
        const attempt = withClient(server.adminUrl, { name: 'test' }, async (client) => {
          await client.query(`set role ${role}`)
          await client.query(sql)
        })
        await expect(attempt, `${role}: ${sql}`).rejects.toMatchObject({ code: '42501' })
      }
    }
  })

  test('digests do not depend on the settings of a session', async () => {
    const settings = ["timezone = 'America/New_York'", 'extra_float_digits = -15', "datestyle = 'German'", "intervalstyle = 'sql_standard'", "bytea_output = 'escape'"]
    const leaves = (prepare: string) => withClient(server.adminUrl, { name: 'test' }, async (client) => {
      await client.query(prepare)
      const { rows } = await client.query("select string_agg(encode(audit_leaf(e), 'hex'), ',' order by id) as all from audit_entry e")
      return rows[0].all
    })
    const usual = await leaves('select 1')
    expect(usual.length).toBeGreaterThan(64)
    for (const setting of settings) expect(await leaves(`set ${setting}`), setting).toBe(usual)
  })
})

describe('the stream', () => {
  test('an older transaction that commits late is still sealed, after the younger ones', async () => {
    const open = withClient(server.adminUrl, { name: 'test' }, async (client) => {
      await client.query('begin; set local role phaodai_system')
      await client.query('update person set phone = $1 where id = $2', ['1', cast.farClerk.personId])
      await change('Chu Thị Nhanh') // commits while the older one is still open
      await seal(server.deps.pools.jobs, exported)
      await client.query('commit')
    })
    await open
    await sealAll()
    expect(await faults()).toEqual([])
  })
})

describe('sensitive values and erasure', () => {
  const personId = cast.villageMember.personId
  const rowOf = (client: ClientBase) => client.query('select full_name, phone from person where id = $1', [personId])

  test('names stand in the audit only under a key, and nowhere after it is destroyed', async () => {
    await asInstallation(server.adminUrl, (client) => client.query("update person set phone = '0987654321' where id = $1", [personId]))
    const plain = async () => withClient(server.adminUrl, { name: 'test' }, async (client) => {
      const { rows } = await client.query(`select coalesce(string_agg(convert_from(decrypt(e.sealed, k.key, 'aes'), 'UTF8'), ''), '') as text
        from audit_entry e left join record_key k on k.subject = e.subject and k.row_id = e.row_id where e.row_id = $1 and e.sealed is not null`, [personId])
      return rows[0].text as string
    })
    expect((await copyOfAudit()).entries).not.toContain('0987654321')
    expect(await plain()).toContain('0987654321')
    await sealAll()

    expect(await eraseOne(server.deps.pools.jobs, exported, 'person', personId, 'test: hết hạn lưu')).toBe(true)
    expect(await plain()).toBe('')
    await withClient(server.adminUrl, { name: 'test' }, async (client) => {
      expect((await rowOf(client)).rows).toEqual([{ full_name: '', phone: null }])
    })
    await sealAll()
    expect(await faults()).toEqual([])
  })

  test('a restored backup is told to erase again, and does', async () => {
    await exportErasures(server.deps.pools.jobs, exported)
    await withClient(server.adminUrl, { name: 'test' }, async (client) => {
      await client.query('delete from erasure')
      await client.query("update person set full_name = 'Mã Văn Thôn', phone = '0987654321' where id = $1", [personId])
    })
    expect(await faults()).toEqual([{ blockNo: null, entryId: null, fault: 'erasures to apply again: 1' }])
    expect(await reapplyErasures(server.deps.pools.jobs, exported)).toBe(1)
    expect(await reapplyErasures(server.deps.pools.jobs, exported)).toBe(0)
    await sealAll()
    expect(await faults()).toEqual([])
    await withClient(server.adminUrl, { name: 'test' }, async (client) => {
      expect((await rowOf(client)).rows).toEqual([{ full_name: '', phone: null }])
    })
  })

  test('a retention rule erases what its days have passed for, once', async () => {
    await withClient(server.adminUrl, { name: 'test' }, async (client) => {
      await client.query("insert into retention_rule (name, subject, from_column, after_days, source) values ('person-left', 'person', 'updated_at', 30, 'phép thử')")
      await client.query('alter table person disable trigger next_version')
      await client.query("update person set updated_at = now() - interval '31 days' where id = $1", [cast.healthStation.personId])
      await client.query('alter table person enable trigger next_version')
    })
    expect(await applyRetention(server.deps.pools.jobs, exported)).toBe(1)
    expect(await applyRetention(server.deps.pools.jobs, exported)).toBe(0)
  })
})

describe('the audit route', () => {
  test('auditors read who did what, by subject and row; nobody else does', async () => {
    const auditor = await server.as(cast.auditor)
    const page = (await auditor.get(`/api/audit?subject=person&row=${cast.neighbour.personId}&limit=3`)).json()
    expect(page.entries).toHaveLength(3)
    expect(page.entries.every((entry: { subject: string; rowId: string }) => entry.subject === 'person' && entry.rowId === cast.neighbour.personId)).toBe(true)
    expect(JSON.stringify(page)).not.toContain('Chu Thị')
    const next = (await auditor.get(`/api/audit?subject=person&row=${cast.neighbour.personId}&limit=3&before=${page.next}`)).json()
    expect(next.entries[0].id).toBeLessThan(page.entries[2].id)
    for (const member of [cast.provinceLeader, cast.admin, cast.communeClerk]) {
      expect((await (await server.as(member)).get('/api/audit')).json().code).toBe('not-allowed')
    }
  })

  test('looking at people leaves one entry with all their ids', async () => {
    const officer = await server.as(cast.districtOfficer)
    const people = (await officer.get('/api/people')).json()
    const auditor = await server.as(cast.auditor)
    const { entries } = (await auditor.get(`/api/audit?subject=person&person=${cast.districtOfficer.personId}`)).json()
    expect(entries[0]).toMatchObject({ action: 'view', permission: 'person.read', postId: cast.districtOfficer.postId })
    expect(entries[0].rowIds.toSorted()).toEqual(people.map((one: { id: string }) => one.id).toSorted())
  })
})
