-- Stock around the register stock_movement: what is in store by area and article, kept in the movement's own transaction.
-- Objects on a register's table that its folder adds are called domain_… so that the drift check knows them.

create table stock_balance (
  area_id int not null references area,
  item_id uuid not null references supply_item,
  quantity numeric(15,3) not null constraint stock_never_negative check (quantity >= 0),
  updated_at timestamptz not null default now(),
  primary key (area_id, item_id)
);
create index stock_balance_item on stock_balance (item_id);
alter table stock_balance enable row level security;
grant select on stock_balance to pd_area, pd_whole;
create policy stock_balance_read on stock_balance for select to pd_area using (
  'stock_movement' = any ((select app_reads())::text[])
  and area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())));
create policy stock_balance_read_whole on stock_balance for select to pd_whole using ('stock_movement' = any ((select app_reads())::text[]));

alter table stock_movement
  add constraint domain_transfer_has_goal check ((direction = 'transfer') = (to_area_id is not null) and to_area_id is distinct from area_id),
  add constraint domain_only_transfers_arrive check (state = 'recorded' or direction = 'transfer');

-- What a movement does to the stores: goods on the way have left one store and not yet entered the other.
create function stock_effect(m stock_movement) returns table (area_id int, item_id uuid, quantity numeric) language sql immutable as $$
  select m.area_id, m.item_id, case when m.direction = 'in' then m.quantity else -m.quantity end where m.voided_at is null
  union all
  select m.to_area_id, m.item_id, m.quantity where m.voided_at is null and m.state = 'received'
$$;

-- Applies the difference a change makes. The row of a balance is locked by its update, so parallel withdrawals queue and
-- the CHECK sees the latest figure; stores are taken in order, so two movements cannot block each other.
create function keep_stock() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
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
  raise exception 'not enough in store' using errcode = 'PD010';
end $$;
create trigger domain_keep_stock after insert or update of state, voided_at on stock_movement for each row execute function keep_stock();
