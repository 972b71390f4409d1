import { registers } from '@phaodai/registers'
import type { ClientBase } from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from '#kernel/database/pool.ts'
import { openingOf } from '#kernel/opening.queries.ts'
import { callScope } from '#kernel/session.queries.ts'
import { leaksIn } from './asking.ts'
import type { Viewer } from './oracle.ts'
import { openScopeWorld, type World } from './world.ts'

let world: World
beforeAll(async () => {
  world = await openScopeWorld()
})
afterAll(() => world?.stop())

/** What everybody may read. A table that a request's role may read is either here or has row security. */
const REFERENCE = ['book_standard', 'term_standard', 'area_boundary', 'area_successor', 'body', 'body_successor', 'body_territory', 'calendar_day', 'draft_template', 'installation', 'isolation_basis', 'isolation_sign_rule', 'notice_kind', 'notice_thing', 'office_setting', 'quick_block', 'quick_column', 'quick_cut_off', 'quick_form', 'role', 'role_permission', 'state_transition', 'testing_rule', 'trusted_root', 'discharge_rule', 'separation_rule', 'stay_rate', 'warning_rule', 'team_rule', 'risk_rule']

/** Functions that work with the owner's rights although a request may call them, and why each tells nothing it should not. */
const DEFINERS: Record<string, string> = {
  account_locked_until: 'answers only to posts that read accounts, and only until when a name is locked',
  account_factor: 'answers only to posts that read accounts, and only whether there is a second factor',
  reset_factor: 'ends the second factor only of accounts within reach',
  app_demo: 'tells accounts of a demo, and of no other installation',
  app_me: 'tells the holder of a session about himself',
  app_open: 'the gate: asks for a session token',
  app_open_feed: 'the gate of a calendar feed: asks for the digest of its secret',
  app_scope: 'the area numbers of a body; areas and bodies are public',
  body_hears: 'whether anybody of a body has an account and may take note of documents; no name and no number',
  case_contact_step: 'one step of a contact in the caller\'s areas, under its own permission; tells whether it stood',
  keep_meeting: 'keeps what an opening of the caller\'s own post has found for a contact that the post has just listed; tells whether the opening bears it out',
  contact_disease: 'the disease of a contact on one of the caller\'s two sides; not whose case it is',
  clear_reform_plan: 'empties the plan of a draft, under the permission that makes it',
  confirm_mail_code: 'compares a code with the one sent to the person himself, five times',
  audit_viewing: 'writes a note of reading and tells nothing',
  delivery_status: 'tells the owner of a document how far each of its recipients has come, nothing else of their work',
  directive_delivered: 'a policy cannot read a table whose policy reads its own; asks for an id that only a reader knows',
  directive_owner: 'likewise',
  draft_asks: 'a policy cannot read a table whose policy reads its own; asks for an id that only a reader knows',
  draft_owner: 'likewise',
  end_session: 'ends only sessions within reach',
  found_committee: 'makes a body below the acting one, for who may; bodies are public',
  enter_individual_keys: 'writes keys of people whom the acting post itself has made, and tells nothing',
  find_entries: 'applies the scope of every kind itself; the properties on every page hold it to that',
  first_task_at: 'when the installation began its work, so that nothing is compared with the time before',
  gives_in_directive: 'likewise for policies of tasks',
  move_individual_links: 'moves what refers to an absorbed record, under a merge that the post itself has just written and whose policy saw both',
  return_individual_links: 'likewise back, under the undoing of such a merge',
  keeps_books: 'asks whose office keeps the books of a body; public like bodies themselves',
  meetings_told: 'lists meetings that the acting body itself was told of',
  order_signers: 'titles of those who may sign a list in the caller\'s area; the station does not see the posts of its committee otherwise',
  open_children: 'counts children of a task at hand for the guard of its state',
  plant_reform_posts: 'puts posts into a plan, under the permission that makes it; each is read under its own policy',
  reform_posts_open: 'a number of posts, told to the offices at the top alone',
  reform_acts_for: 'a body\'s number; bodies are public',
  person_addable: 'asks whether one person may be given a post by the acting one; true only of persons within reach',
  person_within: 'likewise',
  found_in_opening: 'whom an opening of the caller\'s own post was of: an id that is read under his own policies, and an area, which is public',
  keep_for_referral: 'notes with an opening of the caller\'s own post what its referrals would say; told to nobody',
  approve_place: 'makes a place of one that asked in the caller\'s areas, under its own permission', poster_code: 'the secret on the poster of a place in the caller\'s areas, for whoever hangs it up',
  note_crossings: 'notes crossings of a checkpoint in the caller\'s areas; tells whether a receipt that he holds was used before',
  step_arrival: 'one step of somebody in the caller\'s areas, under its own permission',
  claim_visitor: 'gives phones of the same number and name to the person of a live case in the caller\'s areas; tells nothing',
  enter_visits: 'enters visits of a place in the caller\'s areas under a decision in force, with people of his areas; tells nothing of what stood',
  tell_visit: 'enters a visit of the person of a live case in the caller\'s areas; tells nothing of what stood',
  take_back_visit: 'takes back a told visit of such a case, by its id',
  refer_found: 'lists somebody whom such an opening has found, under its own permission, in the caller\'s areas; tells whether it stood',
  trace_visits: 'the one way to visits: from a live case in the caller\'s areas with a reason, within its infectious days, by number, and written down',
  gather_cases: 'links cases within the area of one outbreak, under the permission that opens it; the route asks for one in sight',
  plan_inspects: 'a policy cannot read a table whose policy reads its own; asks for an id that only a reader knows',
  plan_is_told: 'likewise',
  plan_open_for: 'likewise',
  push_public_key: 'the public half of a key pair',
  regulation_body: 'a policy cannot read a table whose policy reads its own; asks for an id that only a reader knows',
  reread_items: 'replaces the units of one\'s own draft, under the permission that corrects it',
  role_givable: 'roles are public',
  scope_stamp: 'a number that moves with the public trees',
  sensitive_columns: 'names of columns',
  sessions_in_reach: 'lists only sessions within reach',
  set_concretise_days: 'sets one number of the installation, under its own permission, at the top of the tree',
  set_feed_titles: 'likewise one rule', set_factor_roles: 'likewise one rule',
  set_credentials: 'sets a password only within reach',
  admit_stay: 'one step of a stay in the caller\'s areas, at a facility in them; what lies elsewhere answers as unknown',
  discharge_stay: 'likewise', receive_stay: 'likewise', chart_stay: 'likewise, one line of its chart',
  move_bed: 'likewise, to another room of the same place',
  transfer_stay: 'ends a stay in the caller\'s areas and begins one at a facility that he names; its beds are counts that he reads',
  put_room: 'rooms of a facility in the caller\'s areas; facilities are open to all who read them',
  stay_discharge_refusal: 'what the rule says against letting somebody go, for a stay in the caller\'s areas alone',
  levels_in_force: 'published levels are public; it reads no other',
  dispatch_team: 'sends a team that is at home in the caller\'s areas to one of them; teams are open to all who read them',
  ready_team: 'likewise, one step of such a team', end_team_rest: 'likewise', response_team_refusal: 'what the rule says against sending such a team',
  arrive_team: 'one step of an order that sent a team from or to the caller\'s areas; one elsewhere answers as unknown', return_team: 'likewise', recall_team: 'likewise, where both places are his',
  lab_desk: 'tubes sent to a laboratory that the acting body runs, or in the caller\'s areas: barcode, sex and year of birth, nobody\'s name, place or record',
  link_specimen_case: 'joins a specimen in the caller\'s areas to a case in them, under the permission that enters or corrects it; tells whether it stood',
  withdraw_result: 'takes back a result that the caller\'s laboratory or body has written, of a tube that he could act on',
  settle_specimen: 'says which result holds of a specimen in the caller\'s areas, under its own permission',
  make_pool: 'puts tubes that the caller could act on into one pool; answers with the barcode that he has typed himself',
  receive_tube: 'one step of a tube sent to one\'s own laboratory or in one\'s areas; a tube elsewhere answers as an unknown barcode',
  reject_tube: 'likewise', report_result: 'likewise',
  violation_has_number: 'tells whether the subject of one violation has a number, under the permission to compare',
  violation_repeats: 'ids alone, joined by the caller to what he sees',
  take_case_codes: 'counts cases of a commune and year on by one, as entering one does; a code is on every case',
  turn_case_contact: 'closes one contact in the caller\'s areas with a case that the post has just written, under the permission to enter it; tells whether it stood',
  takes_numbers: 'tells whether the permission at work is one under which numbers are taken',
  statistics_delivered: 'a policy cannot read a table whose policy reads its own; asks for an id that only a reader knows',
  stop_mail: 'asks for a token that stands in a person\'s own mail and tells nothing but that it was one',
  task_assigner: 'likewise for the policies of measures',
  task_body: 'likewise for policies of tasks',
  zone_inside: 'counts of households and people in a zone in the caller\'s areas; no id and no name',
  allowed_here: 'texts of published decisions and levels, as they are told to the public',
  allowed_level: 'likewise the published level',
  task_matches: 'applies the scope of tasks itself; the property on every list holds it to that',
}

const GRANTED = `
  select c.relname as name, c.relkind as kind, c.relrowsecurity or coalesce('security_invoker=true' = any (c.reloptions), false) as secured, array_agg(a.attname::text order by a.attnum) as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where n.nspname = 'public' and c.relkind in ('r', 'v', 'm', 'p') and has_column_privilege($1, c.oid, a.attnum, 'select')
  group by 1, 2, 3 order by 1`
type Granted = { name: string; kind: string; secured: boolean; columns: string[] }

const ROLES = ['pd_area', 'pd_area_clear', 'pd_whole', 'pd_whole_clear']

function asAdmin<T>(work: (client: ClientBase) => Promise<T>): Promise<T> {
  return withClient(world.server.adminUrl, { name: 'test' }, work)
}
const rows = async <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> => asAdmin(async (client) => (await client.query<T>(sql, values)).rows)

/** Everything that a request of this viewer could select under a permission, whatever route it came by. */
function selectAll(viewer: Viewer, permission: string): Promise<string> {
  const { member, permissions, whole } = viewer
  const reads = [...permissions].filter((each) => each.endsWith('.read')).map((each) => each.split('.')[0]!)
  const clear = permissions.has(`${permission.split('.')[0]}.reveal`)
  return withClient(world.server.adminUrl, { name: 'test' }, async (client) => {
    const { rows: [body] } = await client.query<{ last: number }>('select last_id as last from body where id = $1', [member.actsForId])
    const scope = await callScope(client as Parameters<typeof callScope>[0], member.actsForId)
    const { text, values } = openingOf({ accountId: member.accountId, personId: member.personId, postId: member.postId, role: member.role, title: member.title,
      seatId: member.bodyId, bodyId: member.actsForId, bodyLastId: body!.last, seesWhole: whole, clear, held: [...permissions], reads, permission }, scope)
    await client.query('begin')
    await client.query(text, [...values])
    const { rows: tables } = await client.query<Granted>(GRANTED, [`pd_${whole ? 'whole' : 'area'}${clear ? '_clear' : ''}`])
    const texts: string[] = []
    for (const { name, columns } of tables) texts.push(JSON.stringify((await client.query(`select ${columns.map((each) => `"${each}"`).join(', ')} from ${name}`)).rows))
    await client.query('rollback')
    return texts.join('\n')
  })
}

/** Pointers that a row in scope holds to rows out of it: the routes hide them, the tables have to keep them. */
const POINTER = /^id of /

describe('the roles of requests', () => {
  test('select nothing out of scope from any table, with sensitive columns or without', async () => {
    const faults: string[] = []
    for (const viewer of world.viewers) {
      const reveal = [...viewer.permissions].find((permission) => permission.endsWith('.reveal'))
      for (const permission of ['session.read', ...(reveal ? [reveal] : [])]) {
        const found = leaksIn(world, viewer, await selectAll(viewer, permission), { clear: permission === reveal }).filter((leak) => !POINTER.test(leak))
        faults.push(...found.map((leak) => `${viewer.name} under ${permission}: ${leak}`))
      }
    }
    expect(faults).toEqual([])
  })

  test('select nothing at all without settings, public areas aside', async () => {
    for (const role of ROLES) {
      const tables = (await rows<Granted>(GRANTED, [role])).filter((table) => table.secured && table.name !== 'area')
      await asAdmin(async (client) => {
        await client.query(`begin; set local role ${role}`)
        for (const { name, columns } of tables) expect([name, (await client.query(`select "${columns[0]}" from ${name}`)).rowCount], role).toEqual([name, 0])
        await client.query('rollback')
      })
    }
  })

  test('read no table without row security but the public reference', async () => {
    for (const role of ROLES) {
      const open = (await rows<Granted>(GRANTED, [role])).filter(({ secured }) => !secured).map(({ name }) => name)
      expect(open.filter((name) => !REFERENCE.includes(name)), `${role}: give it row security, or name it in REFERENCE`).toEqual([])
    }
    expect((await rows<Granted>(GRANTED, ['phaodai_app'])).map(({ name }) => name)).toEqual([])
    expect((await rows<Granted>(GRANTED, ['pd_area'])).find(({ name }) => name === 'installation')?.columns).not.toContain('account_password')
  })

  test('have a policy for every command they are granted', async () => {
    const without = await rows<{ line: string }>(`
      select format('%s may %s %s without a policy', r.rolname, command, c.relname) as line
      from pg_class c join pg_namespace n on n.oid = c.relnamespace, pg_roles r, (values ('select', 'r'), ('insert', 'a'), ('update', 'w'), ('delete', 'd')) k (command, letter)
      where n.nspname = 'public' and c.relkind = 'r' and c.relrowsecurity and r.rolname = any ($1)
        and case when command = 'delete' then has_table_privilege(r.oid, c.oid, command) else has_any_column_privilege(r.oid, c.oid, command) end
        and not exists (select from pg_policy p where p.polrelid = c.oid and p.polcmd in (letter::"char", '*')
          and exists (select from unnest(p.polroles) g where g = 0 or pg_has_role(r.oid, g, 'usage')))`, [ROLES])
    expect(without.map(({ line }) => line)).toEqual([])
  })

  test('own nothing, pass by no policy, delete nothing and may not become more than they are', async () => {
    const faults = await rows<{ line: string }>(`
      select 'may pass by policies: ' || rolname as line from pg_roles where (rolsuper or rolbypassrls) and rolname = any ($1 || '{phaodai_app,phaodai_auth,phaodai_jobs}'::text[])
      union all select 'owns ' || c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = any ($1 || '{phaodai_app}'::text[])
      union all select 'may delete from ' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace, unnest($1) r where n.nspname = 'public' and c.relkind = 'r' and has_table_privilege(r, c.oid, 'delete')
      union all select r || ' may become phaodai_system' from unnest($1 || '{phaodai_app,phaodai_auth}'::text[]) r where pg_has_role(r, 'phaodai_system', 'member')`, [ROLES])
    expect(faults).toEqual([])
  })
})

describe('functions with the owner\'s rights', () => {
  test('that a request may call are on the list, each with its reason', async () => {
    const callable = await rows<{ name: string }>(`
      select distinct p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace, unnest($1::text[]) r
      where n.nspname = 'public' and p.prosecdef and p.prorettype <> 'trigger'::regtype and has_function_privilege(r, p.oid, 'execute') order by 1`, [[...ROLES, 'phaodai_app']])
    expect(callable.map(({ name }) => name).filter((name) => !DEFINERS[name]), 'revoke it from public, or name it in DEFINERS with a reason').toEqual([])
    expect(Object.keys(DEFINERS).filter((name) => !callable.some((each) => each.name === name)), 'no longer callable').toEqual([])
  })

  test('cannot be led astray by a search path', async () => {
    const loose = await rows<{ name: string }>(`
      select p.proname as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
      where n.nspname = 'public' and p.prosecdef and not coalesce(p.proconfig @> array['search_path=public, pg_temp'], false)`)
    expect(loose.map(({ name }) => name)).toEqual([])
  })
})

/** Reading policies and functions that ask for the acting body alone, not for those it took over from, with the reason. */
const LIVING: Record<string, string> = {
  app_unit: 'reports are written by the living; what a predecessor sent is read by area',
  app_body: 'the number itself', app_body_lo: 'likewise', app_body_hi: 'likewise', at_the_top: 'a right of the body in force',
  hosts_meeting: 'asked by what changes a meeting', keeps_committee: 'likewise of a committee', manages_villages: 'likewise of villages', role_givable: 'a right of the body in force',
  session_in_reach: 'people are managed where they hold posts now', 'notice_sending: sending_read': 'likewise',
}

/** Tables that hold no state of their own making, with the reason. */
const UNGUARDED: Record<string, string> = { isolation_paper_run: 'moved on by the job that draws it; a request only stops one, as policy isolation_paper_run_stop says', reform_run: 'moved on by its own job alone; a request only puts one down as queued, as policy run_ask says', search_entry: 'derived from the row that it finds', scan: 'moved on by the job that reads it; people only end it, as policy scan_end says', task_tally: 'counts', task_total: 'counts' }
/** Tables whose changes leave no entry, with the reason. */
const UNAUDITED: Record<string, string> = {
  visitor: 'a phone, read by no role; forgotten with the decision, of which an audit would keep a copy', gate_refusal: 'counts', gate_format: 'changed by migrations alone', arrival_sign_rule: 'changed by migrations alone', crossing: 'written once; an entry would outlive its time of keeping', receipt_key: 'made by the installation; an entry would show the private half',
  declaration: 'written by whoever declares and never changed; deleted with the decision, of which an audit would keep a copy', record_code: 'a digest for a quarter of an hour', gate_outbox: 'slips on their way, emptied when sent', place_code: 'a secret on a poster, made with a place that is audited',
  visit_opening: 'itself the record of who opened what; written by one function, changed by nobody',
  area_boundary: 'imported reference', area_successor: 'imported reference', audit_block: 'the chain itself', audit_entry: 'the audit itself',
  body_scope: 'derived from the trees', body_successor: 'imported reference', body_territory: 'imported reference', calendar_day: 'imported reference', facility_load: 'counts',
  book_standard: 'changed by migrations alone', book_taker: 'changed by migrations alone', term_standard: 'changed by migrations alone', draft_template: 'changed by migrations alone', trusted_root: 'changed by the installation alone', directive_item: 'derived from the text of its directive', erasure: 'its own record of what was erased', import_mapping: 'a habit of one post',
  case_number: 'a counter', disease_case_clock: 'derived from the audited case', individual_key: 'derived from the audited person', individual_stale: 'a queue', individual_merge_link: 'follows the audited merge',
  installation: 'written once by the seed', office_setting: 'dated rows; what a person sets is written into the audit by put_office_rule', record_key: 'keys of the audit', reform_body: 'made by rule; setting the bodies up is audited', reform_unit: 'made by rule from the trees', reform_task: 'who has a task is audited when it moves', retention_rule: 'changed by migrations alone', scan_page: 'follows the text of its directive, whose changes are audited',
  indicator_adjustment: 'derived from the audit itself', indicator_cell: 'counted from audited records', indicator_cursor: 'a cursor', indicator_dirty: 'cells to be counted', indicator_due: 'cells to be counted', indicator_known: 'how cells were counted', indicator_total: 'sums of cells',
  notice: 'derived from the change stream; reading is the reader\'s own affair', notice_cursor: 'a cursor', notice_kind: 'changed by migrations alone',
  quick_block: 'changed by migrations alone', quick_column: 'changed by migrations alone', quick_cut_off: 'changed by migrations alone', quick_form: 'changed by migrations alone',
  notice_rule: 'changed by migrations alone', notice_thing: 'changed by migrations alone', push_key: 'made once by the installation; an entry would show the private half',
  measure_activity: 'changed by migrations alone', measure_regime: 'changed by migrations alone',
  isolation_basis: 'changed by migrations alone', isolation_sign_rule: 'changed by migrations alone', isolation_paper_run: 'what is printed is audited as an export; files of a day',
  role: 'changed by migrations alone', role_permission: 'changed by migrations alone', role_sector: 'changed by migrations alone', sign_in_attempt: 'refusals leave entries of their own', sign_in_rule: 'changed by migrations alone',
  scenario_infection: 'a simulation, of nobody; in a demo alone', scenario_run: 'a simulation, of nobody; in a demo alone',
  search_above: 'derived from the tree of bodies', search_entry: 'derived from the row that it finds', search_kind: 'changed by migrations alone',
  state_transition: 'changed by migrations alone', stock_balance: 'derived from audited movements', case_tally: 'counts', case_clock_tally: 'counts', task_tally: 'counts', task_total: 'counts', tree_version: 'a counter',
  migration: 'the record of migrations',
}

describe('the schema', () => {
  test('keeps with every role what its rows permit, whatever happens to them', async () => {
    const untrue = "select r.name from role r where r.held is distinct from (select coalesce(jsonb_agg(p.permission order by p.permission), '[]') from role_permission p where p.role = r.name)"
    await withClient(world.server.adminUrl, { name: 'test' }, async (client) => {
      await client.query('begin')
      for (const change of ['select', "insert into role_permission values ('village', 'zebra.read'), ('village', 'aardvark.read')", "update role_permission set role = 'clerk' where permission = 'zebra.read'", "delete from role_permission where role = 'village'", 'truncate role_permission']) {
        await client.query(change)
        expect((await client.query(untrue)).rows, change).toEqual([])
      }
      await client.query('rollback')
    })
  })

  test('has an index for every foreign key', async () => {
    const without = await rows<{ line: string }>(`
      select format('%s (%s)', k.conrelid::regclass, (select string_agg(attname, ', ') from pg_attribute where attrelid = k.conrelid and attnum = any (k.conkey))) as line
      from pg_constraint k join pg_namespace n on n.oid = k.connamespace
      where k.contype = 'f' and n.nspname in ('public', 'auth')
        and not exists (select from pg_index i where i.indrelid = k.conrelid and (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey)`)
    expect(without.map(({ line }) => line)).toEqual([])
  })

  const tables = (): Promise<{ name: string; stateful: boolean; triggers: string[]; deletable: boolean }[]> => rows(`
    select c.relname as name, exists (select from pg_attribute where attrelid = c.oid and attname = 'state') as stateful,
      array(select t.tgname::text from pg_trigger t where t.tgrelid = c.oid and not t.tgisinternal) as triggers
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r' order by 1`)

  test('lets successors read what every reading policy and function gives to the body itself', async () => {
    const narrow = await rows<{ name: string }>(`
      select c.relname || ': ' || p.polname as name from pg_policy p join pg_class c on c.oid = p.polrelid cross join lateral pg_get_expr(p.polqual, p.polrelid) q
      where p.polcmd = 'r' and q ~ 'app_body' and q !~ 'app_former'
      union all
      select p.proname from pg_proc p cross join lateral pg_get_functiondef(p.oid) q
      where p.pronamespace = 'public'::regnamespace and p.prokind = 'f' and p.provolatile = 's' and q ~ 'app_body(_lo|_hi)?\\(' and q !~ 'app_former' order by 1`)
    expect(narrow.map(({ name }) => name).filter((name) => !(name in LIVING)), 'end the migration with: select let_heirs_read(); a function asks for app_former() too, or stands in LIVING').toEqual([])
  })

  test('guards every state, and audits every table that people change', async () => {
    const all = await tables()
    expect(all.filter(({ name, stateful, triggers }) => stateful && !triggers.includes('guard_state') && !UNGUARDED[name]).map(({ name }) => name), 'add trigger guard_state').toEqual([])
    expect(all.filter(({ name, triggers }) => !triggers.includes('audit') && !UNAUDITED[name]).map(({ name }) => name), 'add trigger audit, or a reason to UNAUDITED').toEqual([])
    expect(registers.filter(({ name }) => !['guard_record', 'guard_state', 'next_version', 'audit'].every((trigger) => all.find((table) => table.name === name)?.triggers.includes(trigger)))).toEqual([])
  })
})
