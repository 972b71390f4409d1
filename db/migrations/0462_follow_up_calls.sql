-- A contact who fell ill, and contacts whom nobody saw on a day, are told to the bodies that have to act. A call is a row of the
-- change stream, told like any other change; it names nobody. See docs/adr/0050-following-contacts.md.
create table follow_up_call (
  id uuid primary key default gen_random_uuid(),
  body_id int not null references body,         -- who has to act
  kind text not null check (kind in ('ill', 'missed')),
  contact_id uuid references case_contact,      -- who fell ill
  on_day date not null,
  people int not null default 1 check (people > 0),
  called_at timestamptz not null,
  check ((kind = 'ill') = (contact_id is not null))
);
create unique index follow_up_call_ill on follow_up_call (contact_id, on_day, body_id) where kind = 'ill';
create unique index follow_up_call_missed on follow_up_call (body_id, on_day) where kind = 'missed';
alter table follow_up_call enable row level security;
create policy follow_up_call_read on follow_up_call for select to pd_area, pd_whole using ('case_contact' = any ((select app_reads())::text[]) and body_id = app_body());
grant select on follow_up_call to pd_area, pd_whole;
grant select, insert on follow_up_call to phaodai_system;
create trigger audit after insert or update or delete on follow_up_call for each row execute function audit_row();

-- Told are the body that listed the contact and the one that saw him: exactly the two sides where he was referred.
create function call_illness() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  insert into follow_up_call (body_id, kind, contact_id, on_day, called_at)
    select distinct t.body_id, 'ill', new.contact_id, new.on_day, new.ill_at
    from (select p.acts_for_id as body_id from case_contact k join post p on p.id = k.created_by where k.id = new.contact_id
      union all select p.acts_for_id from post p where p.id = new.created_by) t
    on conflict do nothing;
  return null;
end $$;
revoke execute on function call_illness() from public;
create trigger call_illness after insert or update of ill_at on contact_visit for each row
  when (new.ill_at is not null and new.sampled_at is null) execute function call_illness();

-- Who was to be seen on a day and was not, by the body that watches: where he lives once he was taken over there, else where he was
-- listed. Returns how many bodies are told.
create function call_missed(day date, at timestamptz) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  told int;
begin
  insert into follow_up_call (body_id, kind, on_day, people, called_at)
    select w.body_id, 'missed', day, count(*), at
    from (select coalesce(r.body_id, p.acts_for_id) as body_id
      from case_contact k join post p on p.id = k.created_by left join contact_acceptance n on n.id = k.id left join contact_referral_told r on r.id = k.id and n.id is not null
      where k.state in ('listed', 'followed') and k.voided_at is null and day_in_vietnam(k.listed_at) < day and (k.watch_until is null or k.watch_until >= day)
        and not exists (select from contact_visit v where v.contact_id = k.id and v.on_day = day)) w
    group by 1
    on conflict do nothing;
  get diagnostics told = row_count;
  return told;
end $$;
revoke execute on function call_missed(date, timestamptz) from public;
grant execute on function call_missed(date, timestamptz) to phaodai_system;

-- As a notice names it: the tier and where it is traced, or how many on which day; no person.
create view follow_up_called with (security_invoker = true) as
  select c.id, c.body_id, c.on_day as day, case c.kind when 'ill' then concat_ws(' · ', upper(k.tier), a.full_name) else c.people::text end as words
  from follow_up_call c left join case_contact k on k.id = c.contact_id left join area a on a.id = k.area_id;
grant select on follow_up_called to pd_area, pd_whole, phaodai_system;

insert into notice_kind (kind, position, may_mute, mail, push) values
  ('contact-ill', 164, false, true, true),
  ('contact-missed', 165, true, true, true);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values ('follow_up_called', '/ca-benh/theo-doi', '{words}', 'body_id', 'day');
insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, via_table, via_column, reader, reader_column, permission, climbs, at_column) values
  ('contact-ill', 'contact-ill', 'follow_up_call', 'insert', '{"kind": "ill"}', 'follow_up_called', 'id', null, null, 'body', 'body_id', 'contact.step', true, 'called_at'),
  ('contact-missed', 'contact-missed', 'follow_up_call', 'insert', '{"kind": "missed"}', 'follow_up_called', 'id', null, null, 'body', 'body_id', 'contact.step', true, 'called_at');

select let_heirs_read();
