-- Who is isolated and was looked at by nobody on a day is told in the morning to whoever watches: a call is a row of the change stream, it
-- names nobody. And the place that a team is sent to hears of it when it is sent.
create table isolation_unseen (
  id uuid primary key default gen_random_uuid(),
  body_id int not null references body,
  on_day date not null,
  people int not null check (people > 0),
  called_at timestamptz not null,
  unique (body_id, on_day)
);
alter table isolation_unseen enable row level security;
create policy isolation_unseen_read on isolation_unseen for select to pd_area, pd_whole using ('isolation_order' = any ((select app_reads())::text[]) and body_id = app_body());
grant select on isolation_unseen to pd_area, pd_whole, phaodai_system;
create trigger audit after insert or update or delete on isolation_unseen for each row execute function audit_row();

-- By the body that asked for the order; nobody is looked at before the day after he began. Returns how many bodies are told.
create function call_unseen_isolations(day date, at timestamptz) returns int language plpgsql security definer set search_path = public, pg_temp as $$
declare told int;
begin
  insert into isolation_unseen (body_id, on_day, people, called_at)
    select p.acts_for_id, day, count(*), at from isolation_order o join post p on p.id = o.created_by
    where o.state in ('running', 'violated') and o.voided_at is null and day_in_vietnam(o.started_at) < day and o.until_on >= day
      and not exists (select from isolation_day d where d.order_id = o.id and d.on_day = day)
    group by 1
    on conflict do nothing;
  get diagnostics told = row_count;
  return told;
end $$;
revoke execute on function call_unseen_isolations(date, timestamptz) from public;
grant execute on function call_unseen_isolations(date, timestamptz) to phaodai_system;
create view isolation_unseen_called with (security_invoker = true) as
  select c.id, c.body_id, c.on_day as day, c.people::text as words from isolation_unseen c;
grant select on isolation_unseen_called to pd_area, pd_whole, phaodai_system;

-- Whom a team comes to: the bodies seated nearest to the place, up the tree of areas, for which somebody may say that it arrived. For the maker of notices alone.
create view team_dispatch_told with (security_invoker = true) as
  select d.id, b.id as body_id
  from team_dispatch d
    cross join lateral (
      select a.id from area a
      where d.area_id between a.id and a.last_id and exists (
        select from body h join post o on o.acts_for_id = h.id join role_permission p on p.role = o.role and p.permission = 'team_duty.arrive'
        where h.seat_area_id = a.id and app_today() between o.valid_from and coalesce(o.valid_to, 'infinity'))
      order by a.id desc limit 1) near        -- what lies above has a smaller number
    join body b on b.seat_area_id = near.id;

insert into notice_kind (kind, position, may_mute, mail, push) values
  ('isolation-unseen', 165, true, true, true),
  ('team-coming', 168, true, true, true);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values ('isolation_unseen_called', '/cach-ly?o=unseen', '{words}', 'body_id', 'day');
insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, via_table, via_column, reader, reader_column, permission, climbs, at_column) values
  ('isolation-unseen', 'isolation-unseen', 'isolation_unseen', 'insert', '{}', 'isolation_unseen_called', 'id', null, null, 'body', 'body_id', 'isolation.watch', true, 'called_at'),
  ('team-coming', 'team-coming', 'team_dispatch', 'insert', '{}', 'response_team', 'team_id', 'team_dispatch_told', 'id', 'body', 'body_id', 'team_duty.arrive', false, 'created_at');

select let_heirs_read();
