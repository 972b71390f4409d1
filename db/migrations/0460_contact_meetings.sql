-- What made somebody a contact: the meeting, kept with his line when he is listed from an opening of visits, since visits are dropped
-- when their days are over; and, of a contact of a contact, whom of the list he met. See docs/adr/0056-what-made-a-contact.md.
create table contact_meeting (
  id uuid primary key references case_contact,
  kind text not null check (kind in ('visit', 'household', 'contact')),
  met_id uuid references case_contact,          -- of the tier before; null: the case itself, or somebody not listed
  place_id uuid references place,
  from_at timestamptz,
  to_at timestamptz,
  minutes int check (minutes > 0),
  masked text check (masked in ('yes', 'no', 'unknown')),
  source text check (source in ('qr', 'paper', 'interview', 'vehicle')),
  opening_id uuid references visit_opening,     -- by whom visits were opened and why
  created_by uuid not null default app_post(),
  check (id <> met_id),
  check ((kind = 'visit') = (from_at is not null and to_at is not null and place_id is not null and minutes is not null))
);
create index contact_meeting_met on contact_meeting (met_id);
create index contact_meeting_place on contact_meeting (place_id);
create index contact_meeting_opening on contact_meeting (opening_id);
create trigger audit after insert or update or delete on contact_meeting for each row execute function audit_row('place_id', 'from_at', 'to_at');
alter table contact_meeting enable row level security;
create policy contact_meeting_read on contact_meeting for select to pd_area, pd_whole using (sees_case_contact(id));
-- That it was a visit, how long and whether masked is for whoever reads the line; where and when is the movement of a case (ADR 0035).
grant select (id, kind, met_id, minutes, masked, source) on contact_meeting to pd_area, pd_whole;
grant select (place_id, from_at, to_at, opening_id) on contact_meeting to pd_area_clear, pd_whole_clear;

-- Who told of a contact of a contact says whom he met: somebody on the list of the same case.
create policy contact_meeting_write on contact_meeting for insert to pd_area with check (
  app_permission() = 'case_contact.create' and kind = 'contact' and created_by = app_post()
  and exists (select from case_contact k join case_contact m on m.case_id = k.case_id where k.id = contact_meeting.id and k.created_by = app_post() and m.id = met_id and m.voided_at is null and m.tier < k.tier));
grant insert (id, kind, met_id) on contact_meeting to pd_area;

-- Keeps the meeting that an opening of one's own post has found for a contact that this post has just listed. Where, when and how
-- masked is read from the visits themselves; false when the opening does not bear it out.
create function keep_meeting(contact uuid, opening uuid, n int, met_n int, by_kind text, at_place uuid, from_told timestamptz, to_told timestamptz) returns boolean
  language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_variable
declare
  o record;
  met uuid;
begin
  if app_permission() is null or app_permission() not in ('case_contact.create', 'contact.refer') then
    raise exception 'a meeting under %', app_permission() using errcode = '42501';
  end if;
  select v.case_id, v.found[n] as person, v.found[met_n] as source into o from visit_opening v join case_contact k on k.case_id = v.case_id and k.individual_id = v.found[n]
    where v.id = opening and v.post_id = app_post() and k.id = contact and k.created_by = app_post() and v.found[met_n] <> v.found[n];
  if not found then return false; end if;
  select k.id into met from case_contact k where k.case_id = o.case_id and k.individual_id = o.source and k.voided_at is null;
  if by_kind <> 'visit' then
    insert into contact_meeting (id, kind, met_id, opening_id) values (contact, by_kind, met, opening) on conflict (id) do nothing;
    return true;
  end if;
  insert into contact_meeting (id, kind, met_id, place_id, from_at, to_at, minutes, masked, source, opening_id)
    select contact, 'visit', met, at_place, s.from_at, s.to_at, greatest(1, round(extract(epoch from s.to_at - s.from_at) / 60))::int,
      case when not coalesce(a.is_masked, true) or not coalesce(b.is_masked, true) then 'no' when a.is_masked and b.is_masked then 'yes' else 'unknown' end, a.source, opening
    from place_visit a join place_visit b on b.place_id = a.place_id and b.individual_id = o.source
      cross join lateral (select greatest(a.entered_at, b.entered_at, from_told) as from_at, least(coalesce(a.left_at, to_told), coalesce(b.left_at, to_told), to_told) as to_at) s
    where a.individual_id = o.person and a.place_id = at_place and s.from_at < s.to_at
      and a.day between day_in_vietnam(from_told) - 1 and day_in_vietnam(to_told) and b.day between day_in_vietnam(from_told) - 1 and day_in_vietnam(to_told)
    order by s.to_at - s.from_at desc, a.id, b.id limit 1 on conflict (id) do nothing;
  return exists (select from contact_meeting m where m.id = contact);
end $$;
revoke all on function keep_meeting from public;
grant execute on function keep_meeting to pd_area_clear;

select let_heirs_read();
