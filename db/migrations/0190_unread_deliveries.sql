-- A document that was delivered and never opened: the recipient is chased, by hand or by rule, and after some working days
-- the issuer's own leader is told. Nothing is chased that went out for report: a superior reads when he will.

create table delivery_chase (
  id uuid primary key,
  delivery_id uuid not null references directive_delivery,
  directive_id uuid not null references directive,
  owner_id int not null references body,
  body_id int not null references body,       -- who is chased
  at timestamptz not null default now(),
  post_id uuid references post default app_post(), -- null: by rule
  by_title text,                              -- title and body, not a name; null: by rule
  note text
);
create index delivery_chase_delivery on delivery_chase (delivery_id, at desc);
create index delivery_chase_directive on delivery_chase (directive_id);
create index delivery_chase_owner on delivery_chase (owner_id);
create index delivery_chase_body on delivery_chase (body_id);
create index delivery_chase_post on delivery_chase (post_id);
create unique index delivery_chase_by_rule on delivery_chase (delivery_id) where post_id is null;

-- The issuer's leader was told that a document of his lies unread; once a document.
create table unread_told (
  id uuid primary key,
  directive_id uuid not null unique references directive,
  owner_id int not null references body,
  unread int not null,
  at timestamptz not null
);
create index unread_told_owner on unread_told (owner_id);

create index directive_delivery_unread on directive_delivery (owner_id, delivered_at) where read_at is null and purpose <> 'report';

-- Whether anybody of the body can be told at all: a post in force that takes note of documents, held by somebody who can sign in.
create function body_hears(which int) returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select from notice_posts(which, 'directive.acknowledge', null, false, app_today())) $$;
revoke execute on function body_hears(int) from public;
grant execute on function body_hears(int) to pd_area, pd_whole;

alter table delivery_chase enable row level security;
alter table unread_told enable row level security;
grant select on delivery_chase, unread_told to pd_area, pd_whole;
grant insert (id, delivery_id, directive_id, owner_id, body_id, at, by_title, note) on delivery_chase to pd_area, pd_whole;

create policy chase_read on delivery_chase for select to pd_area using (
  'directive' = any ((select app_reads())::text[]) and (owner_id between app_body_lo() and app_body_hi() or body_id between app_body_lo() and app_body_hi()));
create policy chase_read_whole on delivery_chase for select to pd_whole using ('directive' = any ((select app_reads())::text[]));
create policy chase_write on delivery_chase for insert to pd_area, pd_whole with check (
  owner_id = app_body() and app_permission() = 'directive.chase' and post_id = app_post() and by_title is not null
  and exists (select from directive_delivery v join directive d on d.id = v.directive_id where v.id = delivery_id and v.owner_id = delivery_chase.owner_id
    and v.body_id = delivery_chase.body_id and v.directive_id = delivery_chase.directive_id and v.read_at is null and v.purpose <> 'report' and d.state = 'issued'));
create policy told_read on unread_told for select to pd_area, pd_whole using ('directive' = any ((select app_reads())::text[]) and owner_id between app_body_lo() and app_body_hi());

create trigger audit after insert or update or delete on delivery_chase for each row execute function audit_row();
create trigger audit after insert or update or delete on unread_told for each row execute function audit_row();

insert into role_permission (role, permission)
select r, 'directive.chase' from unnest('{leader,province-leader,clerk,officer}'::text[]) r;

insert into notice_kind (kind, position, may_mute, mail, push) values
  ('directive-chased', 35, false, true, true),
  ('directive-unread', 45, false, false, true);
insert into notice_rule (name, kind, subject, matches, thing, thing_column, via_table, via_column, reader_column, permission, roles, climbs, at_column) values
  ('delivery-chased', 'directive-chased', 'delivery_chase', '{}', 'directive', 'directive_id', null, null, 'body_id', 'directive.acknowledge', null, false, 'at'),
  ('unread-told', 'directive-unread', 'unread_told', '{}', 'directive', 'directive_id', null, null, 'owner_id', 'directive.chase', '{leader,province-leader}', true, 'at');

insert into office_setting (key, value, valid_from, source) values
  ('unread-chase-after-working-days', '1', '2020-01-01', 'Quy ước: văn bản gửi để thực hiện mà sau 1 ngày làm việc chưa mở thì nhắc nơi nhận'),
  ('unread-leader-after-working-days', '3', '2020-01-01', 'Quy ước: đã nhắc mà sau 3 ngày làm việc vẫn chưa mở thì báo lãnh đạo cơ quan ban hành');
