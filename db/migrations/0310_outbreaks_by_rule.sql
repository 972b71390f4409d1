-- Outbreaks by the rule of their disease: where enough cases stand together an outbreak may be opened and takes them, and
-- after the rule's days without a new one it may be ended. The rule proposes; a person opens and ends.

-- The day by which a case belongs to an outbreak: its onset, else its diagnosis in Vietnam.
create function case_day(onset_on date, diagnosed_at timestamptz) returns date language sql stable parallel safe
  return coalesce(onset_on, (diagnosed_at at time zone 'Asia/Ho_Chi_Minh')::date);

-- Whether a case speaks for an outbreak: one that is only suspected, was ruled out or voided does not.
create function case_counted(classification text, state text, voided_at timestamptz) returns boolean language sql immutable parallel safe
  return voided_at is null and state <> 'ruled_out' and classification in ('probable', 'confirmed');

create index domain_case_outbreak on disease_case (outbreak_id) where outbreak_id is not null;
create index domain_case_unplaced on disease_case (disease_code, area_id) where outbreak_id is null and voided_at is null;

-- Writes an outbreak into the cases of its disease and place that belong to none, from its first onset on; answers how many.
-- Done under the permission that opens outbreaks: linking is part of it.
create function gather_cases(which uuid) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  of outbreak;
  taken int;
begin
  if app_permission() is distinct from 'outbreak.create' then raise exception 'not allowed' using errcode = '42501'; end if;
  select o.* into of from outbreak o where o.id = which and o.voided_at is null and o.state <> 'ended';
  if of.id is null then return null; end if;
  update disease_case c set outbreak_id = of.id
  from area place
  where place.id = of.area_id and c.area_id between place.id and place.last_id and c.disease_code = of.disease_code
    and c.outbreak_id is null and case_counted(c.classification, c.state, c.voided_at)
    and case_day(c.onset_on, c.diagnosed_at) >= coalesce(of.first_onset_on, of.reported_on);
  get diagnostics taken = row_count;
  return taken;
end $$;
revoke execute on function gather_cases(uuid) from public;
grant execute on function gather_cases(uuid) to pd_area, pd_whole;
