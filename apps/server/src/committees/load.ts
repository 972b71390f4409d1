import type { Committee, CommitteeDecision, CommitteeMember, CommitteeRow, CommitteeUnit, Regulation } from '@phaodai/office/committee.ts'
import type { Tx } from '#kernel/session.ts'
import { settingOn } from '#kernel/setting.queries.ts'

/** Head of a committee's page: the body, its telephone, and whether the acting post's body keeps its papers. */
export type CommitteeHead = Pick<Committee, 'body' | 'parent' | 'officePhone' | 'phoneVersion' | 'keeps' | 'isOwn'>

export function findHead(tx: Tx, bodyId: number): Promise<CommitteeHead | undefined> {
  return tx.find<CommitteeHead>(`
    select jsonb_build_object('id', b.id, 'name', b.short_name, 'fullName', b.name, 'level', b.level, 'chain', b.chain) as body,
      case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.short_name) end as parent,
      c.office_phone as "officePhone", coalesce(c.version, 0) as "phoneVersion", keeps_committee(b.id) as keeps, b.id = app_body() as "isOwn"
    from body b left join body p on p.id = b.parent_id left join committee c on c.id = b.id
    where b.id = $1`, [bodyId])
}

/** Decisions in the order in which they took effect. */
export function loadDecisions(tx: Tx, bodyId: number): Promise<CommitteeDecision[]> {
  return tx.rows<CommitteeDecision>(`
    select d.id, d.kind, d.nth, (select l.id from directive l where l.id = d.directive_id) as "directiveId", d.number, d.issued_on as "issuedOn", d.issuer,
      d.valid_from as "validFrom", d.note
    from committee_decision d where d.body_id = $1 order by d.valid_from, d.created_at, d.id`, [bodyId])
}

/** Units of a committee in force on a day. */
export function loadUnits(tx: Tx, bodyId: number, day: string): Promise<CommitteeUnit[]> {
  return tx.rows<CommitteeUnit>(`
    select u.id, u.version, u.kind, u.name, u.agency_id as "agencyId", u.position, u.valid_from as "validFrom", u.valid_to as "validTo",
      case when a.id is not null then jsonb_build_object('id', a.id, 'name', a.short_name) end as agency
    from committee_unit u left join body a on a.id = u.agency_id
    where u.body_id = $1 and u.valid_from <= $2 and coalesce(u.valid_to, $2) >= $2 order by u.kind <> 'standing-agency', u.kind <> 'sub-committee', u.position, u.name, u.id`, [bodyId, day])
}

/** Members in force on a day, in the order of their rank. */
export function loadMembers(tx: Tx, bodyId: number, day: string): Promise<CommitteeMember[]> {
  return tx.rows<CommitteeMember>(`
    select m.id, m.version, m.unit_id as "unitId", (select o.id from post o where o.id = m.post_id) as "postId", m.full_name as "fullName", m.role,
      m.concurrent_post as "concurrentPost", m.position, m.valid_from as "validFrom", m.valid_to as "validTo"
    from committee_member m
    where m.body_id = $1 and m.valid_from <= $2 and coalesce(m.valid_to, $2) >= $2
    order by array_position('{head,standing-deputy,deputy,secretary,member}', m.role), m.position, m.id`, [bodyId, day])
}

/** Versions of the working regulation, newest first; which is in force on a day. */
export function loadRegulations(tx: Tx, bodyId: number, day: string): Promise<Regulation[]> {
  return tx.rows<Regulation>(`
    select r.id, r.version, r.title, r.state, r.changes_id as "changesId", r.change, (select l.id from directive l where l.id = r.directive_id) as "directiveId",
      r.number, r.issued_on as "issuedOn", r.valid_from as "validFrom", r.valid_to as "validTo",
      r.state <> 'draft' and r.valid_from <= $2 and coalesce(r.valid_to, $2) >= $2 as "inForce",
      coalesce((select jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'mediaType', f.media_type, 'size', f.size) order by f.at, f.id)
        from file f where f.attached_subject = 'regulation' and f.attached_id = r.id), '[]') as files
    from regulation r where r.body_id = $1 order by r.state <> 'draft', r.valid_from desc nulls first, r.id`, [bodyId, day])
}

/** Posts that act for the committee on a day and that the caller knows of. */
export function loadOwnPosts(tx: Tx, bodyId: number, day: string): Promise<{ id: string; title: string }[]> {
  return tx.rows<{ id: string; title: string }>(`
    select o.id, o.title from post o where o.acts_for_id = $1 and o.valid_from <= $2 and coalesce(o.valid_to, $2) >= $2 order by o.title collate "vi-x-icu", o.id`, [bodyId, day])
}

/** Steering committees within reach, upper levels first, with what is known of each on a day. */
export function loadCommittees(tx: Tx, day: string): Promise<CommitteeRow[]> {
  return tx.rows<CommitteeRow>(`
    select jsonb_build_object('id', b.id, 'name', b.short_name) as body, b.level, coalesce(d.kind, 'unrecorded') as standing, d.nth,
      (select count(*)::int from committee_member m where m.body_id = b.id and m.valid_from <= $1 and coalesce(m.valid_to, $1) >= $1) as members,
      (select count(*)::int from area_charge c where c.body_id = b.id and c.valid_from <= $1 and coalesce(c.valid_to, $1) >= $1) as charges,
      (select count(*)::int from area_charge c left join lateral (select max(r.day) as day from area_record r where r.charge_id = c.id and r.day <= $1) r on true
        where c.body_id = b.id and c.valid_from <= $1 and coalesce(c.valid_to, $1) >= $1
          and $1::date - greatest(r.day, c.valid_from) > coalesce(${settingOn('silent-after-days', '$1')}, 7)) as silent,
      (select r.title from regulation r where r.body_id = b.id and r.state <> 'draft' and r.valid_from <= $1 and coalesce(r.valid_to, $1) >= $1
        order by r.valid_from desc limit 1) as regulation
    from body b left join lateral (
      select kind, nth from committee_decision d where d.body_id = b.id and d.valid_from <= $1 order by d.valid_from desc, d.created_at desc limit 1) d on true
    where b.kind = 'steering-committee' and b.valid_from <= $1 and coalesce(b.valid_to, $1) >= $1
      and (b.id between app_body_lo() and app_body_hi() or current_setting('role') like 'pd\\_whole%')
    order by array_position('{province,district,commune,village}', b.level), b.id limit 500`, [day])
}
