-- A contact who lives elsewhere is referred: the health posts where he lives are told when the line comes in, the tracing side when
-- it is accepted. Exactly those two sides see the line (policy of case_contact).

-- That the other side took a line over, when and who; written by the register's own action.
create table contact_acceptance (
  id uuid primary key references case_contact,
  accepted_at timestamptz not null default now(),
  by_title text not null                      -- a title and not a name, as in the history of tasks
);
create trigger audit after insert or update or delete on contact_acceptance for each row execute function audit_row();
alter table contact_acceptance enable row level security;
create policy contact_acceptance_read on contact_acceptance for select to pd_area, pd_whole using (exists (select from case_contact c where c.id = contact_acceptance.id));
grant select on contact_acceptance to pd_area, pd_whole;

create function note_acceptance() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into contact_acceptance (id, by_title)
    select new.id, concat_ws(', ', o.title, b.short_name) from post o join body b on b.id = o.acts_for_id where o.id = app_post() on conflict do nothing;
  return null;
end $$;
revoke execute on function note_acceptance() from public;
create trigger domain_accepted after update of state on case_contact for each row
  when (old.state = 'listed' and new.state = 'followed' and app_permission() = 'case_contact.accept') execute function note_acceptance();

-- What the other side has to watch for: the disease alone, not whose case it is.
create function contact_disease(which uuid) returns text language sql stable security definer set search_path = public, pg_temp as $$
  select c.disease_code from case_contact k join disease_case c on c.id = k.case_id
  where k.id = which and 'case_contact' = any (app_reads()) and (k.area_id = any (app_area_ids()) or k.residence_area_id = any (app_area_ids()))
$$;
revoke execute on function contact_disease(uuid) from public;
grant execute on function contact_disease(uuid) to pd_area, pd_whole;

-- Where a referred contact would be taken over: the bodies seated nearest to his home, up the tree of areas, for which somebody may
-- accept today; none when that is ground the tracing place itself lies on. For the maker of notices alone.
create view contact_referral_told with (security_invoker = true) as
  select c.id, b.id as body_id
  from case_contact c
    cross join lateral (
      select a.id, a.last_id from area a
      where c.residence_area_id between a.id and a.last_id and exists (
        select from body h join post o on o.acts_for_id = h.id join role_permission p on p.role = o.role and p.permission = 'case_contact.accept'
        where h.seat_area_id = a.id and app_today() between o.valid_from and coalesce(o.valid_to, 'infinity'))
      order by a.id desc limit 1) near        -- what lies above has a smaller number
    join body b on b.seat_area_id = near.id
  where not (c.area_id between near.id and near.last_id);
-- Who listed a contact, and for which body.
create view case_contact_teller with (security_invoker = true) as
  select c.id, p.acts_for_id as body_id from case_contact c join post p on p.id = c.created_by;

-- A referral as a notice names it, read under the reader's own policies: where it was traced, not who it is.
create view contact_referral with (security_invoker = true) as
  select c.id, c.area_id, concat_ws(' · ', upper(c.tier), a.full_name) as words, c.last_contact_on as day from case_contact c join area a on a.id = c.area_id;
grant select on contact_referral to pd_area, pd_whole;

insert into notice_kind (kind, position, may_mute, mail, push) values
  ('contact-referred', 166, false, true, true),
  ('contact-accepted', 167, true, false, true);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values ('contact_referral', '/tiep-xuc-chuyen-den', '{words}', null, 'day');
insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, via_table, via_column, reader, reader_column, permission, at_column) values
  ('contact-referred', 'contact-referred', 'case_contact', 'insert', '{}', 'contact_referral', 'id', 'contact_referral_told', 'id', 'body', 'body_id', 'case_contact.accept', 'listed_at'),
  ('contact-accepted', 'contact-accepted', 'contact_acceptance', 'insert', '{}', 'contact_referral', 'id', 'case_contact_teller', 'id', 'body', 'body_id', 'case_contact.update', 'accepted_at');

select let_heirs_read();
