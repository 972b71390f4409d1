-- Why a document was taken back stood at its open tasks alone, and nowhere where it had none: it stands with the document, in
-- the history of its draft, and with everybody who is asked to give it back.
alter table directive add column withdrawn_reason text;
grant update (withdrawn_reason) on directive to pd_area, pd_whole;

create or replace function ask_back() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update handling set state_before = state, state = 'recall_asked', reason = coalesce('Cơ quan ban hành thu hồi văn bản: ' || new.withdrawn_reason, 'Cơ quan ban hành thu hồi văn bản.')
  where directive_id = new.id and body_id <> new.owner_id and state in ('arrived', 'registered', 'assigned', 'in_progress', 'done');
  return null;
end $$;
create or replace function draft_follows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with moved as (
    update draft set state = case new.state when 'withdrawn' then 'recalled' else 'replaced' end where directive_id = new.id and state = 'issued' returning id, state)
  insert into draft_event (draft_id, kind, by_title, from_state, to_state, note)
    select id, state, coalesce((select title from post where id = app_post()), ''), 'issued', state,
      case new.state when 'withdrawn' then new.withdrawn_reason else (select number from directive where id = new.superseded_by_id) end from moved;
  return null;
end $$;
