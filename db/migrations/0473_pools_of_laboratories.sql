-- As before, but a pool stands where its first member was taken, whoever pools: the place of sampling reads the pool it waits for.
create or replace function make_pool(pool uuid, new_barcode text, members text[], lab uuid, largest int) returns text language plpgsql security definer set search_path = public, pg_temp as $$
declare
  known specimen;
  m specimen;
  first specimen;
  ids uuid[] := '{}';
  latest timestamptz := '-infinity';
begin
  if app_permission() is distinct from 'specimen_pool.make' then raise exception 'a pool under %', app_permission() using errcode = '42501'; end if;
  select * into known from specimen x where x.id = pool;
  if known.id is not null then
    return case when known.created_by = app_post() and known.barcode = new_barcode and known.form = 'pool'
      and (select array_agg(x.barcode order by x.barcode) from specimen x where x.pool_id = pool) = (select array_agg(b order by b) from unnest(members) b) then 'repeat' else 'taken-id' end;
  end if;
  for m in select x.* from unnest(members) b cross join lateral own_tube(lab, b) x order by b loop
    if m.id is null then return 'unknown-barcode'; end if;
    if m.id = any (ids) then return 'member-twice ' || m.barcode; end if;
    if m.form = 'pool' then return 'member-is-pool ' || m.barcode; end if;
    if m.pool_id is not null then return 'member-pooled ' || m.barcode; end if;
    if m.state in ('rejected', 'resulted') then return 'member-done ' || m.barcode; end if;
    if first.id is null then first := m; end if;
    if m.disease_code <> first.disease_code then return 'member-other-disease ' || m.barcode; end if;
    latest := greatest(latest, m.taken_at);
    ids := ids || m.id;
  end loop;
  if array_length(ids, 1) > coalesce((testing_rule_on(first.disease_code, (latest at time zone 'Asia/Ho_Chi_Minh')::date)).max_pool, largest) then return 'too-many'; end if;
  insert into specimen (id, area_id, barcode, form, disease_code, purpose, method, kind, taken_at, taken_by_id, round_id, laboratory_id, shipment, sent_at, received_at, state, search_key)
    values (pool, first.area_id, new_barcode, 'pool', first.disease_code, first.purpose, first.method, first.kind, latest, app_body(), first.round_id, first.laboratory_id, first.shipment, first.sent_at,
      first.received_at, first.state, lower(new_barcode));
  update specimen x set pool_id = pool where x.id = any (ids);
  return 'done';
end $$;
