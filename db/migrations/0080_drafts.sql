-- Drafts: a body's own documents on their way to the signature (domain: SS01, outgoing). A draft is its office's alone, and
-- for the time of a clearance that of the bodies asked. Issued, it is a directive like any other; the draft points to it.

create table draft (
  id uuid primary key,
  owner_id int not null references body default app_body(),
  author_title text not null,                 -- title, not a name
  system text not null check (system in ('party', 'state')),
  doc_type text not null,
  abstract text not null,
  content jsonb not null,                     -- DraftContent of packages/office
  state text not null default 'drafting' check (state in ('drafting', 'clearance', 'signing', 'signed', 'numbered', 'issued', 'recalled', 'replaced', 'dropped')),
  round int not null default 1,
  saved_by text not null,                     -- title of whoever saved last, and the post
  saved_post uuid not null default app_post() references post,
  template_key text,
  source_id uuid references directive,        -- the superior document it carries out
  number text,
  issued_on date,
  entry_id uuid references book_entry,
  directive_id uuid references directive,
  search_key text not null,
  created_by uuid not null default app_post() references post,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  check ((number is null) = (issued_on is null))
);
create index draft_owner on draft (owner_id, updated_at desc);
create index draft_author on draft (created_by);
create index draft_saver on draft (saved_post);
create index draft_source on draft (source_id) where source_id is not null;
create index draft_entry on draft (entry_id) where entry_id is not null;
create unique index draft_directive on draft (directive_id) where directive_id is not null;
create index draft_search on draft using gin (search_key gin_trgm_ops);

-- The text as it stood whenever somebody kept it, handed it on, or took it over from another.
create table draft_version (
  id uuid primary key,
  draft_id uuid not null references draft,
  round int not null,
  n int not null,
  content jsonb not null,
  saved_by text not null,                     -- title of whoever wrote it last
  saved_at timestamptz not null default now(),
  unique (draft_id, n)
);

create table draft_comment (
  id uuid primary key,
  draft_id uuid not null references draft,
  body_id int not null references body default app_body(),
  paragraph text,                             -- id of the item, or 'preamble.0' …; null = the whole text
  quoted text not null default '',
  text text not null check (text <> ''),
  by_title text not null,
  created_by uuid not null default app_post() references post,
  created_at timestamptz not null default now(),
  resolved_at timestamptz,
  resolved_by text,
  resolution text,
  updated_at timestamptz not null default now(),
  version int not null default 1
);
create index draft_comment_draft on draft_comment (draft_id, created_at);
create index draft_comment_body on draft_comment (body_id);
create index draft_comment_author on draft_comment (created_by);

create table draft_clearance (
  id uuid primary key,
  draft_id uuid not null references draft,
  round int not null,
  body_id int not null references body,
  question text not null default '',
  due_on date not null,
  asked_at timestamptz not null default now(),
  verdict text check (verdict in ('agree', 'agree-with-comments', 'disagree')),
  answer text,
  answered_at timestamptz,
  answered_by text,
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (draft_id, round, body_id)
);
create index draft_clearance_body on draft_clearance (body_id, asked_at desc);

-- The way to the signature: form checked, office head, signer; a return begins a new round of the text.
create table draft_step (
  id uuid primary key,
  draft_id uuid not null references draft,
  round int not null,
  position int not null,
  kind text not null check (kind in ('form', 'office', 'sign')),
  post_id uuid not null references post,
  title text not null,
  decision text check (decision in ('passed', 'returned')),
  reason text,
  decided_at timestamptz,
  updated_at timestamptz not null default now(),
  version int not null default 1,
  unique (draft_id, round, position)
);
create index draft_step_post on draft_step (post_id);

create table draft_event (
  id uuid primary key default gen_random_uuid(),
  draft_id uuid not null references draft,
  kind text not null,
  at timestamptz not null default clock_timestamp(),
  by_title text not null,
  post_id uuid default app_post() references post,
  note text,
  from_state text,
  to_state text
);
create index draft_event_draft on draft_event (draft_id, at);
create index draft_event_post on draft_event (post_id);

-- Which item of an issued document carries out which item of a superior's, and which task there.
create table draft_link (
  id uuid primary key default gen_random_uuid(),
  draft_id uuid not null references draft,
  directive_id uuid not null references directive,
  item_label text not null,
  source_id uuid not null references directive,
  source_label text not null,
  task_id uuid references task,
  unique (draft_id, item_label, source_label)
);
create index draft_link_directive on draft_link (directive_id);
create index draft_link_source on draft_link (source_id);
create index draft_link_task on draft_link (task_id) where task_id is not null;

-- The signed paper as it came back, with what was found in it.
create table draft_copy (
  id uuid primary key,
  draft_id uuid not null references draft,
  file_id uuid not null references file,
  kind text not null check (kind in ('digital', 'stamped')),
  accepted boolean not null,                  -- ends DỰ THẢO
  findings jsonb not null,
  by_title text not null,
  created_by uuid not null default app_post() references post,
  created_at timestamptz not null default now()
);
create index draft_copy_draft on draft_copy (draft_id, created_at);
create index draft_copy_file on draft_copy (file_id);
create index draft_copy_author on draft_copy (created_by);

-- What drafts begin from; the row with the latest valid_from that is not in the future holds.
create table draft_template (
  key text not null,
  valid_from date not null,
  valid_to date,
  name text not null,
  system text check (system in ('party', 'state')), -- null: both
  doc_type text not null,
  content jsonb not null,                     -- parts of DraftContent
  source text not null check (source <> ''),
  primary key (key, valid_from)
);

-- Certificates up to which a signature's chain is followed, PEM.
create table trusted_root (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  pem text not null,
  valid_from date not null,
  valid_to date,
  source text not null check (source <> '')
);

create function draft_owner(which uuid) returns int language sql stable security definer set search_path = public, pg_temp
  as $$ select owner_id from draft where id = which $$;
-- A body asked sees the text while it is asked.
create function draft_asks(which uuid, whom int) returns boolean language sql stable security definer set search_path = public, pg_temp as $$
  select exists (select 1 from draft_clearance c join draft d on d.id = c.draft_id and d.round = c.round and d.state = 'clearance' where c.draft_id = which and c.body_id = whom)
$$;

-- Issuing, withdrawing and superseding are done to the directive; the draft goes along.
create function guard_draft() returns trigger language plpgsql as $$
begin
  if new.state is distinct from old.state and not exists (
    select 1 from state_transition t where t.subject = 'draft' and t.from_state = old.state and t.to_state = new.state
      and app_permission() in ('draft.' || t.action, 'directive.' || t.action)) then
    raise exception 'draft % -> % is no action of %', old.state, new.state, coalesce(app_permission(), '?') using errcode = 'PD001';
  end if;
  if new.content is distinct from old.content and (old.state <> 'drafting' or app_permission() <> 'draft.write') then
    raise exception 'the text of a draft on its way to the signature stays as it is' using errcode = 'PD001';
  end if;
  return new;
end $$;
create function draft_follows() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  with moved as (
    update draft set state = case new.state when 'withdrawn' then 'recalled' else 'replaced' end where directive_id = new.id and state = 'issued' returning id, state)
  insert into draft_event (draft_id, kind, by_title, from_state, to_state)
    select id, state, coalesce((select title from post where id = app_post()), ''), 'issued', state from moved;
  return null;
end $$;
create trigger draft_follows after update of state on directive for each row when (new.state in ('withdrawn', 'superseded') and old.state = 'issued') execute function draft_follows();

alter table draft enable row level security;
alter table draft_version enable row level security;
alter table draft_comment enable row level security;
alter table draft_clearance enable row level security;
alter table draft_step enable row level security;
alter table draft_event enable row level security;
alter table draft_link enable row level security;
alter table draft_copy enable row level security;
grant select, insert on draft, draft_version, draft_comment, draft_clearance, draft_step, draft_event, draft_link, draft_copy to pd_area, pd_whole;
grant select on draft_template, trusted_root to pd_area, pd_whole;
grant update (content, abstract, doc_type, system, saved_by, saved_post, state, round, number, issued_on, entry_id, directive_id, search_key) on draft to pd_area, pd_whole;
grant update (resolved_at, resolved_by, resolution) on draft_comment to pd_area, pd_whole;
grant update (verdict, answer, answered_at, answered_by) on draft_clearance to pd_area, pd_whole;
grant update (decision, reason, decided_at) on draft_step to pd_area, pd_whole;

create policy draft_read on draft for select to pd_area, pd_whole using (
  'draft' = any ((select app_reads())::text[]) and (owner_id = app_body() or (state = 'clearance' and draft_asks(id, app_body()))));
create policy draft_begin on draft for insert to pd_area, pd_whole with check (
  app_permission() = 'draft.write' and owner_id = app_body() and created_by = app_post() and state = 'drafting'
  and (source_id is null or exists (select 1 from directive d where d.id = draft.source_id)));
create policy draft_move on draft for update to pd_area, pd_whole
  using (owner_id = app_body() and (app_permission() like 'draft.%' or app_permission() = 'directive.issue'))
  with check (owner_id = app_body() and (entry_id is null or exists (select 1 from book_entry e where e.id = entry_id))
    and (directive_id is null or exists (select 1 from directive d where d.id = draft.directive_id)));

create policy draft_version_read on draft_version for select to pd_area, pd_whole using (draft_owner(draft_id) = app_body() and 'draft' = any ((select app_reads())::text[]));
create policy draft_version_write on draft_version for insert to pd_area, pd_whole with check (
  app_permission() in ('draft.write', 'draft.ask', 'draft.submit') and draft_owner(draft_id) = app_body());

-- A body asked sees its own comments, the office all.
create policy draft_comment_read on draft_comment for select to pd_area, pd_whole using (
  'draft' = any ((select app_reads())::text[]) and (draft_owner(draft_id) = app_body() or (body_id = app_body() and draft_asks(draft_id, app_body()))));
create policy draft_comment_write on draft_comment for insert to pd_area, pd_whole with check (
  app_permission() = 'draft.comment' and body_id = app_body() and created_by = app_post() and exists (select 1 from draft d where d.id = draft_comment.draft_id));
create policy draft_comment_resolve on draft_comment for update to pd_area, pd_whole
  using (draft_owner(draft_id) = app_body() and app_permission() = 'draft.comment') with check (true);

create policy draft_clearance_read on draft_clearance for select to pd_area, pd_whole using (
  'draft' = any ((select app_reads())::text[]) and (draft_owner(draft_id) = app_body() or body_id = app_body()));
create policy draft_clearance_ask on draft_clearance for insert to pd_area, pd_whole with check (
  app_permission() = 'draft.ask' and draft_owner(draft_id) = app_body() and body_id <> app_body() and verdict is null);
create policy draft_clearance_answer on draft_clearance for update to pd_area, pd_whole
  using (body_id = app_body() and app_permission() = 'draft.answer' and draft_asks(draft_id, app_body())) with check (body_id = app_body());

create policy draft_step_read on draft_step for select to pd_area, pd_whole using (draft_owner(draft_id) = app_body() and 'draft' = any ((select app_reads())::text[]));
create policy draft_step_write on draft_step for insert to pd_area, pd_whole with check (
  app_permission() = 'draft.submit' and draft_owner(draft_id) = app_body() and decision is null
  and exists (select 1 from post p where p.id = post_id and p.acts_for_id = app_body()));
create policy draft_step_decide on draft_step for update to pd_area, pd_whole
  using (draft_owner(draft_id) = app_body() and post_id = app_post() and decision is null
    and app_permission() = case kind when 'sign' then 'draft.sign' else 'draft.approve' end) with check (true);

create policy draft_event_read on draft_event for select to pd_area, pd_whole using (draft_owner(draft_id) = app_body() and 'draft' = any ((select app_reads())::text[]));
create policy draft_event_write on draft_event for insert to pd_area, pd_whole with check (post_id = app_post() and exists (select 1 from draft d where d.id = draft_event.draft_id));

create policy draft_link_read on draft_link for select to pd_area, pd_whole using (
  exists (select 1 from directive d where d.id = draft_link.directive_id) and exists (select 1 from directive s where s.id = draft_link.source_id));
create policy draft_link_write on draft_link for insert to pd_area, pd_whole with check (
  app_permission() = 'directive.issue' and draft_owner(draft_id) = app_body() and directive_owner(directive_id) = app_body()
  and exists (select 1 from directive s where s.id = draft_link.source_id) and (task_id is null or task_body(task_id) = app_body()));

create policy draft_copy_read on draft_copy for select to pd_area, pd_whole using (draft_owner(draft_id) = app_body() and 'draft' = any ((select app_reads())::text[]));
create policy draft_copy_write on draft_copy for insert to pd_area, pd_whole with check (
  app_permission() = 'draft.file-signed' and created_by = app_post() and draft_owner(draft_id) = app_body()
  and exists (select 1 from file f where f.id = file_id and f.post_id = app_post()));

-- The written document becomes a directive within the one request that issues it.
create policy directive_written on directive for insert to pd_area, pd_whole with check (
  app_permission() = 'directive.issue' and owner_id = app_body() and direction = 'own' and state = 'draft');
create policy item_written on directive_item for insert to pd_area, pd_whole with check (app_permission() = 'directive.issue' and directive_owner(directive_id) = app_body());
create policy order_written on directive_order for insert to pd_area, pd_whole with check (app_permission() = 'directive.issue' and directive_owner(directive_id) = app_body());
create policy order_given on directive_order for update to pd_area, pd_whole
  using (directive_owner(directive_id) = app_body() and app_permission() = 'directive.issue') with check (directive_owner(directive_id) = app_body());

insert into state_transition (subject, action, from_state, to_state) values
  ('draft', 'ask', 'drafting', 'clearance'),
  ('draft', 'write', 'clearance', 'drafting'),
  ('draft', 'write', 'drafting', 'dropped'),
  ('draft', 'submit', 'drafting', 'signing'), ('draft', 'submit', 'clearance', 'signing'),
  ('draft', 'approve', 'signing', 'drafting'), ('draft', 'sign', 'signing', 'drafting'),
  ('draft', 'sign', 'signing', 'signed'),
  ('draft', 'number', 'signed', 'numbered'),
  ('draft', 'issue', 'numbered', 'issued'),
  ('draft', 'withdraw', 'issued', 'recalled'),
  ('draft', 'supersede', 'issued', 'replaced');

create trigger guard_state before update on draft for each row execute function guard_draft();
create trigger next_version before update on draft for each row execute function next_version();
create trigger next_version before update on draft_comment for each row execute function next_version();
create trigger next_version before update on draft_clearance for each row execute function next_version();
create trigger next_version before update on draft_step for each row execute function next_version();
create trigger audit after insert or update or delete on draft for each row execute function audit_row();
create trigger audit after insert or update or delete on draft_version for each row execute function audit_row();
create trigger audit after insert or update or delete on draft_comment for each row execute function audit_row();
create trigger audit after insert or update or delete on draft_clearance for each row execute function audit_row();
create trigger audit after insert or update or delete on draft_step for each row execute function audit_row();
create trigger audit after insert or update or delete on draft_event for each row execute function audit_row();
create trigger audit after insert or update or delete on draft_link for each row execute function audit_row();
create trigger audit after insert or update or delete on draft_copy for each row execute function audit_row();

do $$ begin
  execute replace(pg_get_functiondef('attachment_visible(text, uuid)'::regprocedure), 'else false', $case$when 'draft' then exists (select 1 from draft where id = which)
    else false$case$);
end $$;

insert into office_setting (key, value, valid_from, source) values
  ('clearance-days', '3', '2020-01-01', 'Thông lệ văn phòng: xin ý kiến văn bản thường 3 ngày'),
  ('clearance-silence-agrees', '0', '2020-01-01', '0: quá hạn chưa trả lời thì vẫn chờ; 1: coi như đồng ý (chỉ khi quy chế làm việc của cơ quan quy định)'),
  ('concretise-ahead-days', '2', '2020-01-01', 'Hạn giao cấp dưới sớm hơn hạn của cấp trên để kịp tổng hợp');

insert into role_permission (role, permission)
select r, p from (values
  ('clerk', '{draft.read,draft.write,draft.comment,draft.ask,draft.answer,draft.submit,draft.approve,draft.number,draft.file-signed}'::text[]),
  ('officer', '{draft.read,draft.write,draft.comment,draft.ask,draft.answer,draft.submit,draft.approve}'),
  ('leader', '{draft.read,draft.write,draft.comment,draft.ask,draft.answer,draft.submit,draft.approve,draft.sign}'),
  ('province-leader', '{draft.read,draft.write,draft.comment,draft.ask,draft.answer,draft.submit,draft.approve,draft.sign}')
) as given (r, ps), unnest(ps) p;

insert into draft_template (key, valid_from, name, system, doc_type, content, source) values
  ('cong-van-chi-dao', '2018-04-03', 'Công văn chỉ đạo', null, 'cong-van', '{
    "abstract": "triển khai thực hiện …",
    "preamble": ["Thực hiện … về việc …, {issuer} yêu cầu các cơ quan, đơn vị, địa phương tập trung thực hiện một số nội dung sau:"],
    "items": [{"id": "i1", "text": "…"}, {"id": "i2", "text": "…"}],
    "closing": ["Nhận được Công văn này, yêu cầu các cơ quan, đơn vị, địa phương nghiêm túc triển khai thực hiện./."]}', 'Bố cục công văn chỉ đạo: Hướng dẫn 36-HD/VPTW; Nghị định 30/2020/NĐ-CP, Phụ lục III'),
  ('ke-hoach', '2018-04-03', 'Kế hoạch', null, 'ke-hoach', '{
    "abstract": "…", "preamble": ["Thực hiện … về …, {issuer} xây dựng Kế hoạch như sau:"],
    "items": [
      {"id": "i1", "text": "Mục đích, yêu cầu", "heading": true, "children": [{"id": "i11", "text": "Mục đích", "heading": true, "children": [{"id": "i111", "kind": "dash", "text": "…"}]}, {"id": "i12", "text": "Yêu cầu", "heading": true, "children": [{"id": "i121", "kind": "dash", "text": "…"}]}]},
      {"id": "i2", "text": "Nhiệm vụ và giải pháp", "heading": true, "children": [{"id": "i21", "text": "…"}]},
      {"id": "i3", "text": "Tổ chức thực hiện", "heading": true, "children": [{"id": "i31", "text": "…"}]}],
    "closing": []}', 'Bố cục kế hoạch: Hướng dẫn 36-HD/VPTW; Nghị định 30/2020/NĐ-CP, Phụ lục III'),
  ('thong-bao-ket-luan', '2018-04-03', 'Thông báo kết luận cuộc họp', null, 'thong-bao', '{
    "abstract": "kết luận của … tại cuộc họp …",
    "preamble": ["Ngày …, đồng chí … chủ trì cuộc họp …. Sau khi nghe báo cáo và ý kiến thảo luận, đồng chí … kết luận:"],
    "items": [{"id": "i1", "text": "…"}, {"id": "i2", "text": "…"}], "closing": ["{issuer} thông báo để các cơ quan, đơn vị, địa phương biết, tổ chức thực hiện./."]}', 'Bố cục thông báo: Nghị định 30/2020/NĐ-CP, Phụ lục III'),
  ('giay-moi', '2018-04-03', 'Giấy mời họp', null, 'giay-moi', '{
    "abstract": "họp …", "preamble": ["{issuer} trân trọng kính mời dự họp như sau:"],
    "items": [{"id": "i1", "text": "Thành phần: …"}, {"id": "i2", "text": "Nội dung: …"}, {"id": "i3", "text": "Thời gian: … giờ, ngày …"}, {"id": "i4", "text": "Địa điểm: …"}],
    "closing": ["Đề nghị các đồng chí sắp xếp công việc, dự họp đúng thành phần và thời gian./."]}', 'Mẫu 1.10, Nghị định 30/2020/NĐ-CP, Phụ lục III'),
  ('quyet-dinh-bcd', '2018-04-03', 'Quyết định thành lập Ban Chỉ đạo', null, 'quyet-dinh', '{
    "abstract": "thành lập Ban Chỉ đạo …", "preamble": ["Căn cứ …;", "Xét đề nghị của …."],
    "items": [{"id": "i1", "text": "Thành lập Ban Chỉ đạo … gồm các đồng chí có tên sau: …"}, {"id": "i2", "text": "Ban Chỉ đạo có nhiệm vụ: …"}, {"id": "i3", "text": "Quyết định này có hiệu lực kể từ ngày ký. Các cơ quan, đơn vị có liên quan và các đồng chí có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."}],
    "closing": []}', 'Mẫu 1.2, Nghị định 30/2020/NĐ-CP, Phụ lục III'),
  ('bao-cao', '2018-04-03', 'Báo cáo kết quả thực hiện', null, 'bao-cao', '{
    "abstract": "kết quả thực hiện …", "preamble": ["Thực hiện … về …, {issuer} báo cáo kết quả thực hiện như sau:"],
    "items": [{"id": "i1", "text": "Công tác lãnh đạo, chỉ đạo", "heading": true, "children": [{"id": "i11", "text": "…"}]}, {"id": "i2", "text": "Kết quả thực hiện", "heading": true, "children": [{"id": "i21", "text": "…"}]}, {"id": "i3", "text": "Khó khăn, hạn chế và nguyên nhân", "heading": true, "children": [{"id": "i31", "text": "…"}]}, {"id": "i4", "text": "Nhiệm vụ thời gian tới và kiến nghị", "heading": true, "children": [{"id": "i41", "text": "…"}]}],
    "closing": []}', 'Bố cục báo cáo: Nghị định 30/2020/NĐ-CP, Phụ lục III');
