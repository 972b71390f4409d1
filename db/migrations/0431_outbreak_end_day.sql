-- The day an outbreak ended is written by the action that ends it, unless somebody wrote another day; reopened it has none.
create function keep_outbreak_end() returns trigger language plpgsql as $$
begin
  new.ended_on := case when new.state = 'ended' then coalesce(new.ended_on, app_today()) end;
  return new;
end $$;
create trigger domain_keep_end before update of state on outbreak for each row when (new.state is distinct from old.state and 'ended' in (new.state, old.state)) execute function keep_outbreak_end();
