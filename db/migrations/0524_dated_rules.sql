-- Rules of testing, stays, teams and risk can be corrected as dated rows by whoever keeps diseases, as those of isolation can (0480): a row that
-- takes the place of another leaves it, set aside, with who did it and why.
do $$
declare
  t text;
  key text;
begin
  foreach t in array '{testing_rule,separation_rule,discharge_rule,warning_rule,stay_rate,team_rule,risk_rule}'::text[] loop
    select string_agg(a.attname, ', ' order by k.n) into key from pg_constraint c cross join lateral unnest(c.conkey) with ordinality k (attnum, n) join pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.attnum
      where c.conrelid = t::regclass and c.contype = 'p';
    execute format('alter table %I drop constraint %I, add column id uuid not null default gen_random_uuid(), add column superseded_at timestamptz, add column changed_by uuid default app_post(), add column changed_at timestamptz not null default now(),
      add column change_reason text check (char_length(change_reason) between 1 and 1000), add primary key (id)', t, t || '_pkey');
    execute format('create unique index %I on %I (%s) where superseded_at is null', t || '_once', t, key);
    execute format('alter table %I enable row level security', t);
    execute format('create policy %I on %I for select to pd_area, pd_whole using (app_post() is not null)', t || '_read', t);
    execute format('create policy %I on %I for insert to pd_area, pd_whole with check (app_permission() = ''disease.manage'' and changed_by = app_post() and superseded_at is null and change_reason is not null)', t || '_write', t);
    execute format('create policy %I on %I for update to pd_area, pd_whole using (app_permission() = ''disease.manage'' and superseded_at is null) with check (true)', t || '_change', t);
    execute format('grant insert, update (superseded_at) on %I to pd_area, pd_whole', t);
    execute format('create trigger audit after insert or update or delete on %I for each row execute function audit_row()', t);
  end loop;
end $$;
alter table isolation_rule drop constraint isolation_rule_code_key;
create unique index isolation_rule_once on isolation_rule (code) where superseded_at is null;
create index if not exists discharge_rule_disease on discharge_rule (disease_code);
create index if not exists testing_rule_disease on testing_rule (disease_code);

create or replace function testing_rule_on(disease text, day date) returns testing_rule language sql stable set search_path = public, pg_temp as $$
  select r from testing_rule r where r.disease_code = disease and r.valid_from <= day and r.superseded_at is null order by r.valid_from desc limit 1
$$;
create or replace function separation_rule_on(what text, day date) returns separation_rule language sql stable set search_path = public, pg_temp as $$
  select r from separation_rule r where r.purpose = what and r.valid_from <= day and r.superseded_at is null order by r.valid_from desc limit 1
$$;
create or replace function discharge_rule_on(disease text, what text, day date) returns discharge_rule language sql stable set search_path = public, pg_temp as $$
  select r from discharge_rule r where r.disease_code = disease and r.purpose = what and r.valid_from <= day and r.superseded_at is null order by r.valid_from desc limit 1
$$;
create or replace function warning_rule_on(day date) returns warning_rule language sql stable set search_path = public, pg_temp as $$
  select r from warning_rule r where r.valid_from <= day and r.superseded_at is null order by r.valid_from desc limit 1
$$;
create or replace function team_rule_on(what text, day date) returns team_rule language sql stable set search_path = public, pg_temp as $$
  select r from team_rule r where r.kind = what and r.valid_from <= day and r.superseded_at is null order by r.valid_from desc limit 1
$$;
