-- Whoever declares where he will stay names the village where the tree has villages, so that a village's team can be given him; a commune
-- is enough where it has none. Villages are offered to that question alone: a phone or a place tells no more than its commune.
drop function gate.areas_below(int, date);
create function gate.areas_below(parent int, today date, deep boolean) returns table (id int, name text) language sql stable security definer set search_path = public, pg_temp as $$
  select a.id, a.full_name from area a
  where a.valid_from <= today and (a.valid_to is null or a.valid_to >= today) and (deep or a.level <> 'village') and case when parent is null then a.level = 'province' else a.parent_id = parent end
  order by a.name, a.id
$$;
revoke all on function gate.areas_below(int, date, boolean) from public;
grant execute on function gate.areas_below(int, date, boolean) to phaodai_public;

-- As before; a commune with villages is refused.
create or replace function gate.declare(said jsonb, now_at timestamptz) returns table (number text, declared_at timestamptz, valid_until timestamptz) language plpgsql security definer set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  d record;
  under uuid;
  today date := day_in_vietnam(now_at);
begin
  select * into d from jsonb_to_record(said) x (id uuid, area_id int, full_name text, birth_year int, sex text, identity_number text, phone text, mail text, address text, nationality text,
    from_area_id int, from_country text, left_on date, arrives_on date, transport text, symptoms text[], met_case boolean);
  under := gate_decision('declaration', d.area_id, today);
  if under is null then raise exception 'no decision collects declarations there' using errcode = 'PD015'; end if;
  if d.from_area_id is not null and not exists (select from area a where a.id = d.from_area_id and a.valid_from <= d.left_on and (a.valid_to is null or a.valid_to >= d.left_on)) then
    raise exception 'a unit that did not stand on that day' using errcode = 'PD561';
  end if;
  if exists (select from area v where v.parent_id = d.area_id and v.level = 'village' and v.valid_from <= d.arrives_on and (v.valid_to is null or v.valid_to >= d.arrives_on)) then
    raise exception 'a declaration names the village' using errcode = 'PD562';
  end if;
  insert into declaration (id, decision_id, area_id, declared_at, full_name, birth_year, sex, identity_number, phone, mail, address, nationality, from_area_id, from_country, left_on, arrives_on, transport, symptoms, met_case, receipt_number, valid_until)
    values (d.id, under, d.area_id, now_at, d.full_name, d.birth_year, d.sex, d.identity_number, d.phone, d.mail, d.address, d.nationality, d.from_area_id, d.from_country, d.left_on, d.arrives_on, d.transport, coalesce(d.symptoms, '{}'), d.met_case,
      random_code(12, '0123456789ABCDEFGHJKMNPQRSTVWXYZ'), start_in_vietnam(greatest(d.arrives_on, today) + 2)) on conflict (id) do nothing;
  return query select k.receipt_number, k.declared_at, k.valid_until from declaration k
    where k.id = d.id and (k.full_name, k.phone, k.area_id, k.left_on, k.arrives_on, k.met_case) = (d.full_name, d.phone, d.area_id, d.left_on, d.arrives_on, d.met_case);
end $$;
