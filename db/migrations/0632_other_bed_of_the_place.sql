-- Somebody moves to another room of the place where he lies: one act, under the rules of separation that hold for an admission on the day
-- he came. 'done', 'repeat' when he lies there already, or the rule that refuses.
create function move_bed(which uuid, room uuid, at timestamptz) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  s stay;
  here bed_stay;
  bed facility_bed;
  entered date;
begin
  if app_permission() is distinct from 'stay.transfer' then raise exception 'moved under %', app_permission() using errcode = '42501'; end if;
  perform from facility_load l where l.facility_id = (select x.facility_id from stay x where x.id = which) for update;
  s := own_stay(which);
  if s.id is null or not coalesce(s.facility_area_id = any (app_area_ids()), false) then return 'unknown-stay'; end if;
  if s.state <> 'staying' then return 'not-staying'; end if;
  if not exists (select from facility_room r where r.id = room and r.facility_id = s.facility_id) then return 'unknown-room'; end if;
  select * into here from bed_stay b where b.stay_id = s.id and b.to_at is null and not b.void;
  if here.room_id = room then return 'repeat'; end if;
  if at < coalesce(here.from_at, s.entered_at) then return 'before-entry'; end if;
  entered := day_in_vietnam(s.entered_at);
  bed := free_bed_for(s.facility_id, room, s, entered);
  if bed.id is null then
    if s.oxygen and room_refusal(room, s, entered) is null and not exists (select from facility_bed b where b.room_id = room and b.oxygen and b.in_use) then return 'no-oxygen'; end if;
    return coalesce(room_refusal(room, s, entered), 'room-full');
  end if;
  update bed_stay b set to_at = at where b.id = here.id;
  insert into bed_stay (stay_id, bed_id, room_id, facility_id, individual_id, from_at) values (s.id, bed.id, bed.room_id, s.facility_id, s.individual_id, at);
  return 'done';
end $$;
revoke all on function move_bed from public;
grant execute on function move_bed to pd_area, pd_area_clear;
