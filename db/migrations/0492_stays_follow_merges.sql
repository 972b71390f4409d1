-- Merging two records of one person takes their stays along, and undoing it gives them back.
create function amend_function(which regprocedure, was text, becomes text) returns void language plpgsql as $$
declare
  said constant text := pg_get_functiondef(which);
begin
  if position(was in said) = 0 then raise exception '% does not say "%"', which, was; end if;
  execute replace(said, was, becomes);
end $$;
revoke execute on function amend_function(regprocedure, text, text) from public;
select amend_function('move_individual_links(uuid)', 'union all select m.id, ''household_member''',
  'union all select m.id, ''stay'', y.id from stay y where y.individual_id = m.absorbed_id and y.voided_at is null
    union all select m.id, ''household_member''');
select amend_function('move_individual_links(uuid)', 'update household_member h set individual_id = m.survivor_id',
  'update stay y set individual_id = m.survivor_id from individual_merge_link l where l.merge_id = m.id and l.subject = ''stay'' and y.id = l.row_id;
  update bed_stay b set individual_id = m.survivor_id from individual_merge_link l where l.merge_id = m.id and l.subject = ''stay'' and b.stay_id = l.row_id;
  update household_member h set individual_id = m.survivor_id');
select amend_function('return_individual_links(uuid)', 'update household_member h set individual_id = m.absorbed_id',
  'update stay y set individual_id = m.absorbed_id from individual_merge_link l
    where l.merge_id = m.id and l.subject = ''stay'' and y.id = l.row_id and y.individual_id = m.survivor_id;
  update bed_stay b set individual_id = m.absorbed_id from individual_merge_link l
    where l.merge_id = m.id and l.subject = ''stay'' and b.stay_id = l.row_id and b.individual_id = m.survivor_id;
  update household_member h set individual_id = m.absorbed_id');
drop function amend_function(regprocedure, text, text);
