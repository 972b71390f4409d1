-- What a checkpoint was given out of the store of its commune: the line is the movement out; what came back is a movement in. What a
-- closed checkpoint still has is told as owed. Goods are counted by stock_balance as for any other movement.
create table checkpoint_equipment (
  id uuid primary key references stock_movement,
  checkpoint_id uuid not null references checkpoint,
  back_id uuid unique references stock_movement,
  lost text check (char_length(lost) between 1 and 300),   -- why less came back
  created_by uuid not null default app_post(),
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check (lost is null or back_id is not null)
);
create index checkpoint_equipment_checkpoint on checkpoint_equipment (checkpoint_id);
alter table checkpoint_equipment enable row level security;
create trigger next_version before update on checkpoint_equipment for each row execute function next_version();
create trigger audit after insert or update or delete on checkpoint_equipment for each row execute function audit_row();
create policy checkpoint_equipment_read on checkpoint_equipment for select to pd_area, pd_whole using (sees_checkpoint(checkpoint_id));
create policy checkpoint_equipment_give on checkpoint_equipment for insert to pd_area with check (app_permission() = 'stock_movement.create' and created_by = app_post() and back_id is null
  and exists (select from checkpoint c where c.id = checkpoint_id and c.state <> 'closed' and c.voided_at is null and covers_area(c.area_id)) and exists (select from stock_movement m where m.id = checkpoint_equipment.id and m.direction = 'out' and m.created_by = app_post()));
create policy checkpoint_equipment_return on checkpoint_equipment for update to pd_area
  using (app_permission() = 'stock_movement.create' and back_id is null and exists (select from checkpoint c where c.id = checkpoint_id and covers_area(c.area_id)))
  with check (exists (select from stock_movement m join stock_movement o on o.id = checkpoint_equipment.id where m.id = back_id and m.direction = 'in' and m.item_id = o.item_id and m.area_id = o.area_id and m.quantity <= o.quantity and m.created_by = app_post()));
grant select, insert (id, checkpoint_id), update (back_id, lost) on checkpoint_equipment to pd_area;
grant select on checkpoint_equipment to pd_whole;
select let_heirs_read();
