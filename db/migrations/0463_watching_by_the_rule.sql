-- When the rule of a disease is put right, contacts who are still watched by it are watched to the new day; whoever was given a day
-- by hand keeps it. Orders stand as they were signed. What the day was before and by which rule it moved is kept.
create table contact_rewatch (
  id uuid primary key default gen_random_uuid(),
  contact_id uuid not null references case_contact,
  rule_id uuid not null references disease_rule,
  before_on date not null,
  after_on date not null,
  at timestamptz not null default now()
);
create index contact_rewatch_contact on contact_rewatch (contact_id);
create index contact_rewatch_rule on contact_rewatch (rule_id);
create trigger audit after insert or update or delete on contact_rewatch for each row execute function audit_row();
alter table contact_rewatch enable row level security;
create policy contact_rewatch_read on contact_rewatch for select to pd_area, pd_whole using (sees_case_contact(contact_id));
grant select on contact_rewatch to pd_area, pd_whole;

-- Watched by the rule is whoever's last day lies as many days after the last contact as some revision of the rule says.
create function rewatch_contacts() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with moved as (
    select k.id, k.watch_until as before_on, k.last_contact_on + new.followup_days::int as after_on
    from case_contact k join disease_case c on c.id = k.case_id
    where c.disease_code = new.disease_code and k.state in ('listed', 'followed') and k.voided_at is null
      and (select r.id from disease_rule_on(c.disease_code, day_in_vietnam(c.diagnosed_at)) r) = new.id
      and k.watch_until is distinct from k.last_contact_on + new.followup_days::int
      and (k.watch_until - k.last_contact_on) in (select r.followup_days from disease_rule r where r.disease_code = new.disease_code and r.id <> new.id)
    for update of k),
  kept as (insert into contact_rewatch (contact_id, rule_id, before_on, after_on) select id, new.id, before_on, after_on from moved)
  update case_contact k set watch_until = m.after_on from moved m where k.id = m.id;
  return null;
end $$;
revoke execute on function rewatch_contacts() from public;
create trigger rewatch_contacts after insert on disease_rule for each row when (new.followup_days is not null) execute function rewatch_contacts(); -- what it replaces is superseded by now

select let_heirs_read();
