-- What of an accepted remark was put into the round: its figures, from which all levels were found anew, or the level it asked for.
alter table level_remark add taken text check (taken in ('figures', 'level'));
alter table level_remark add check ((taken is not null) = (answer is not distinct from 'accepted'));
grant update (taken) on level_remark to pd_area;

create or replace function guard_level_remark() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if app_permission() is null then return new; end if;
  if (select r.state from level_round r where r.id = new.round_id) <> 'proposed' then
    raise exception 'remarks are for a round that is proposed' using errcode = 'PD001';
  end if;
  if tg_op = 'INSERT' then return new; end if;
  if old.answer is not null or (to_jsonb(new) - '{answer,answer_reason,answered_by,answerer_title,answered_at,taken,updated_at,version}'::text[])
    is distinct from (to_jsonb(old) - '{answer,answer_reason,answered_by,answerer_title,answered_at,taken,updated_at,version}'::text[]) then
    raise exception 'a remark stands as it was made, and its answer as it was given' using errcode = 'PD001';
  end if;
  new.answered_by := app_post();
  return new;
end $$;
