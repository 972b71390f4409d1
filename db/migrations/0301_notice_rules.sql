-- Rules of notices for kinds that stood without any: a document waits for its bút phê, a bút phê was given, a draft is to be
-- cleared or signed or came back; and opinions that are not given within the office's days (clearance-days) are asked for again.

-- An incoming document as a notice names it, read under the reader's own policies.
create view handling_paper with (security_invoker = true) as
  select h.id, h.body_id, h.deadline, coalesce(nullif(concat_ws(' · ', d.number, d.abstract), ''), nullif(concat_ws(' · ', e.printed, e.abstract), '')) as words, d.urgency
  from handling h left join directive d on d.id = h.directive_id left join book_entry e on e.id = h.entry_id;
-- Whom a bút phê names, and whose turn it is after a step of a draft has passed: for the maker of notices alone.
create view handling_direction_told with (security_invoker = true) as
  select direction_id as id, post_id from handling_party where post_id is not null;
create view draft_next_step with (security_invoker = true) as
  select s.id, n.post_id from draft_step s join draft_step n on n.draft_id = s.draft_id and n.round = s.round and n.position = s.position + 1;
grant select on handling_paper to pd_area, pd_whole;
grant select on handling_paper, handling_direction_told, draft_next_step to phaodai_system;

-- When the rule asked again for an opinion; a round is asked again once.
alter table draft_clearance add column chased boolean not null default false, add column chased_at timestamptz;

do $$ begin
  execute replace(pg_get_functiondef('notice_urgent(text, uuid)'::regprocedure), 'end, false)', $case$
    when 'handling_paper' then (select urgency = 'hoa-toc' from handling_paper where id = which) end, false)$case$);
end $$;

insert into notice_kind (kind, position, may_mute, mail, push) values
  ('handling-given', 152, true, false, true),
  ('clearance-late', 158, false, true, true),
  ('draft-answered', 162, true, false, true),
  ('draft-returned', 165, true, true, true);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values
  ('handling_paper', '/van-thu/{id}', '{words}', 'body_id', 'deadline'),
  ('draft', '/soan-thao/{id}', '{abstract}', 'owner_id', null);
insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, via_table, via_column, reader, reader_column, permission, at_column) values
  ('handling-registered', 'handling-waits', 'handling_event', 'insert', '{"kind": "registered"}', 'handling_paper', 'handling_id', null, null, 'body', 'body_id', 'handling.direct', null),
  ('handling-given', 'handling-given', 'handling_direction', 'insert', '{}', 'handling_paper', 'handling_id', 'handling_direction_told', 'id', 'post', 'post_id', 'handling.read', null),
  ('handling-recorded', 'handling-given', 'handling_direction', 'insert', '{"on_behalf": true}', 'handling_paper', 'handling_id', null, null, 'post', 'leader_post_id', 'handling.read', null),
  ('clearance-asked', 'draft-clearance', 'draft_clearance', 'insert', '{}', 'draft', 'draft_id', null, null, 'body', 'body_id', 'draft.answer', null),
  ('clearance-chased', 'clearance-late', 'draft_clearance', 'update', '{"chased": true}', 'draft', 'draft_id', null, null, 'body', 'body_id', 'draft.answer', 'chased_at'),
  ('clearance-missing', 'clearance-late', 'draft_clearance', 'update', '{"chased": true}', 'draft', 'draft_id', 'draft', 'draft_id', 'post', 'created_by', 'draft.read', 'chased_at'),
  ('clearance-agreed', 'draft-answered', 'draft_clearance', 'update', '{"verdict": "agree"}', 'draft', 'draft_id', 'draft', 'draft_id', 'post', 'created_by', 'draft.read', null),
  ('clearance-remarked', 'draft-answered', 'draft_clearance', 'update', '{"verdict": "agree-with-comments"}', 'draft', 'draft_id', 'draft', 'draft_id', 'post', 'created_by', 'draft.read', null),
  ('clearance-opposed', 'draft-answered', 'draft_clearance', 'update', '{"verdict": "disagree"}', 'draft', 'draft_id', 'draft', 'draft_id', 'post', 'created_by', 'draft.read', null),
  ('step-first', 'draft-signature', 'draft_step', 'insert', '{"position": 0}', 'draft', 'draft_id', null, null, 'post', 'post_id', 'draft.read', null),
  ('step-next', 'draft-signature', 'draft_step', 'update', '{"decision": "passed"}', 'draft', 'draft_id', 'draft_next_step', 'id', 'post', 'post_id', 'draft.read', null),
  ('step-returned', 'draft-returned', 'draft_step', 'update', '{"decision": "returned"}', 'draft', 'draft_id', 'draft', 'draft_id', 'post', 'created_by', 'draft.read', null);

update office_setting set source = 'Thông lệ văn phòng: xin ý kiến văn bản thường 3 ngày làm việc; quá số ngày này và quá ngày hẹn trả lời thì nhắc nơi được hỏi và báo người soạn'
where key = 'clearance-days' and valid_from = '2020-01-01';
