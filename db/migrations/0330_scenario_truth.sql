-- The truth of a demo's outbreak: who infected whom, where, when, and what of it became known. Engines of tracing, reproduction
-- number and forecast are measured against it. It is the installation's own: no request's role may read it, and a real
-- installation can hold none.

create table scenario_run (
  id uuid primary key,
  disease_code text not null references disease,
  profile text not null check (profile in ('2021', '2025')),
  seed int not null,
  first_day date not null,
  days int not null check (days > 0),
  people int not null check (people > 0),
  parameters jsonb not null check (jsonb_typeof(parameters) = 'object'), -- communes with their people, imports, measures, layers, response, draw
  made_at timestamptz not null default now()
);
create index scenario_run_disease on scenario_run (disease_code);

create table scenario_infection (
  run_id uuid not null references scenario_run,
  n int not null check (n >= 0),                -- place in the order of infection
  infector int check (infector < n),            -- null: infected outside the province
  layer text not null check (layer in ('import', 'household', 'team', 'site', 'village', 'market', 'province')),
  day date not null,
  area_id int not null references area,         -- residence: the village where the tree has one, else the commune
  person int not null,                          -- numbers of the simulated population
  household int not null,
  age int not null check (age between 0 and 130),
  infectious_from date not null,
  infectious_to date not null,
  onset_on date,
  admitted_on date,
  ended_on date not null,
  outcome text not null check (outcome in ('recovered', 'died')),
  quarantined_on date,
  detected_on date,                             -- null: never became known
  detection text check (detection in ('community', 'quarantine', 'locked-zone', 'entry', 'hospital-screening')),
  individual_id uuid references individual,
  case_id uuid references disease_case,
  primary key (run_id, n),
  foreign key (run_id, infector) references scenario_infection (run_id, n),
  check ((infector is null) = (layer = 'import')),
  check ((detected_on is null) = (detection is null)),
  check ((detected_on is null) = (case_id is null)),
  check (infectious_from > day and infectious_to >= infectious_from)
);
create index scenario_infection_infector on scenario_infection (run_id, infector);
create index scenario_infection_area on scenario_infection (area_id);
create index scenario_infection_individual on scenario_infection (individual_id);
create index scenario_infection_case on scenario_infection (case_id);

create function guard_scenario() returns trigger language plpgsql as $$
begin
  if not exists (select from installation where demo) then raise exception 'a scenario is kept in a demo alone' using errcode = '42501'; end if;
  return null;
end $$;
create trigger guard_scenario before insert on scenario_run for each statement execute function guard_scenario();
create trigger guard_scenario before insert on scenario_infection for each statement execute function guard_scenario();

-- No grant to a request's role, and no policy should one ever get a grant; what was written stays as it was.
alter table scenario_run enable row level security;
alter table scenario_infection enable row level security;
revoke update, delete on scenario_run, scenario_infection from phaodai_system;
