-- An answer remembered anew is remembered in the words it was asked in: names that differ by a tone share a key.
grant update (alias) on body_alias to pd_area, pd_whole;

-- A correction of a record asks about a link only when it is the link that changes: what a superior pointed at something
-- out of sight here can still be corrected here. Printed from the declarations by "phaodai registers sql".
create function refuse_link() returns trigger language plpgsql as $$
begin
  raise exception 'a link of % points out of sight', tg_table_name using errcode = '42501';
end $$;
alter policy rumour_change on rumour with check (true);
alter policy rumour_change_whole on rumour with check (true);
alter policy inspection_change on inspection with check (true);
alter policy inspection_change_whole on inspection with check (true);
alter policy stock_movement_change on stock_movement with check (true);
alter policy stock_movement_change_whole on stock_movement with check (true);
create trigger guard_link_same_as_id before update of same_as_id on rumour for each row
  when (new.same_as_id is distinct from old.same_as_id and new.same_as_id is not null and not sees_rumour(new.same_as_id)) execute function refuse_link();
create trigger guard_link_lead_id before update of lead_id on inspection for each row
  when (new.lead_id is distinct from old.lead_id and new.lead_id is not null and not sees_person(new.lead_id)) execute function refuse_link();
create trigger guard_link_previous_id before update of previous_id on inspection for each row
  when (new.previous_id is distinct from old.previous_id and new.previous_id is not null and not sees_inspection(new.previous_id)) execute function refuse_link();

-- A void that takes back goods which have gone on since is refused under a name of its own: nothing is short, it was used.
create or replace function keep_stock() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
declare
  step record;
begin
  for step in
    select e.area_id, e.item_id, sum(e.quantity) as quantity from (
      select * from stock_effect(new)
      union all
      select o.area_id, o.item_id, -o.quantity from stock_effect(old) o where tg_op = 'UPDATE') e
    group by 1, 2 having sum(e.quantity) <> 0 order by 1, 2
  loop
    insert into stock_balance (area_id, item_id, quantity) values (step.area_id, step.item_id, 0) on conflict do nothing;
    update stock_balance b set quantity = b.quantity + step.quantity, updated_at = now()
      where b.area_id = step.area_id and b.item_id = step.item_id;
  end loop;
  return null;
exception when check_violation then
  if new.voided_at is not null then
    raise exception 'what this movement brought has gone on' using errcode = 'PD011';
  end if;
  raise exception 'not enough in store' using errcode = 'PD010';
end $$;
