-- Codes for the posters of a demo: they follow from the place, so that a printed poster opens the same place when the demo is made anew.
-- A real installation has none of these: there a code is random and nobody but its function writes it (0561).
create function plant_poster_codes(made timestamptz) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare
  planted int;
begin
  if not exists (select from installation where demo) then raise exception 'a demo alone has posters that can be foretold' using errcode = '42501'; end if;
  insert into place_code (code, place_id, made_at) select left(md5('poster' || id), 16), id, made from place where state = 'open' and voided_at is null;
  get diagnostics planted = row_count;
  return planted;
end $$;
revoke all on function plant_poster_codes from public;
grant execute on function plant_poster_codes to phaodai_system;
