-- A quick report that was sent back is told to the post that began it.
insert into notice_kind (kind, position, may_mute, mail, push) values ('quick-returned', 82, false, true, true);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values ('quick_report', '/bao-cao-nhanh/{id}', '{return_reason}', 'body_id', 'day');
insert into notice_rule (name, kind, subject, action, matches, thing, thing_column, via_table, via_column, reader, reader_column, permission, at_column) values
  ('quick-returned', 'quick-returned', 'quick_report', 'update', '{"state": "returned"}', 'quick_report', 'id', 'quick_report', 'id', 'post', 'created_by', 'quick_report.enter', 'returned_at');
