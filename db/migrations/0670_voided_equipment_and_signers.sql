-- A voided movement counts neither as given nor as back: what a voided return brought can come back anew, and what is back keeps the
-- movement that gave it until the return is voided. (0654)
drop policy checkpoint_equipment_return on checkpoint_equipment;
create policy checkpoint_equipment_return on checkpoint_equipment for update to pd_area
  using (app_permission() = 'stock_movement.create' and (back_id is null or exists (select from stock_movement b where b.id = back_id and b.voided_at is not null))
    and exists (select from checkpoint c where c.id = checkpoint_id and covers_area(c.area_id)))
  with check (exists (select from stock_movement m join stock_movement o on o.id = checkpoint_equipment.id where m.id = back_id and m.direction = 'in' and m.voided_at is null and o.voided_at is null
    and m.item_id = o.item_id and m.area_id = o.area_id and m.quantity <= o.quantity and m.created_by = app_post()));
create function guard_equipment_void() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if exists (select from checkpoint_equipment e join stock_movement b on b.id = e.back_id and b.voided_at is null where e.id = new.id) then
    raise exception 'what was given has come back; its return is voided first' using errcode = 'PD011';
  end if;
  return null;
end $$;
revoke execute on function guard_equipment_void() from public;
create trigger domain_keep_given after update of voided_at on stock_movement for each row when (old.voided_at is null and new.voided_at is not null) execute function guard_equipment_void();

-- Who signs an order that sends a team: its giver, if his post decides for its body by its role; else the first leader of that body on that
-- day, as where a draft is begun. Null: the installation knows of none. Kept with the order, whoever leads later. (0520)
alter table team_dispatch add column signer_title text;
create function team_order_signer(d team_dispatch) returns text language sql stable set search_path = public, pg_temp as $$
  select case when exists (select from post g where g.id = d.created_by and g.acts_for_id = d.body_id and g.role in ('leader', 'province-leader')) then d.by_title
    else (select o.title from post o where o.acts_for_id = d.body_id and o.role in ('leader', 'province-leader') and day_in_vietnam(d.from_at) between o.valid_from and coalesce(o.valid_to, 'infinity')
      order by o.role, o.title, o.id limit 1) end
$$;
create function name_order_signer() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  new.signer_title := team_order_signer(new);
  return new;
end $$;
revoke execute on function team_order_signer(team_dispatch), name_order_signer() from public;
alter table team_dispatch disable trigger user;
update team_dispatch d set signer_title = team_order_signer(d);
alter table team_dispatch enable trigger user;
create trigger name_signer before insert on team_dispatch for each row execute function name_order_signer();
