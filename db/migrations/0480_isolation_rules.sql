-- How long who is isolated, by the documents of their days: dated, editable rows with their source and how sure it is (domain B3.3).
-- Null: the document does not say, or the project has not read it. See docs/adr/0060-isolation.md.
create table isolation_rule (
  id uuid primary key default gen_random_uuid(),
  code text not null unique check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(code) <= 40),
  disease_code text not null references disease,
  valid_from date not null,
  valid_to date,
  subject text not null check (subject in ('f0', 'f1', 'f2', 'f3', 'entrant', 'traveller')),
  age_from int check (age_from between 0 and 130),
  age_to int check (age_to between 0 and 130),
  doses_from int check (doses_from between 0 and 20),
  doses_to int check (doses_to between 0 and 20),
  dose_days_from int check (dose_days_from between 0 and 1000),
  dose_months_to int check (dose_months_to between 0 and 120),
  recovered_months int check (recovered_months between 0 and 120),
  origins text[],
  needs_fit_home boolean not null default false,
  province_code text,
  form text check (form in ('home', 'facility', 'hotel', 'hospital')),   -- null: nobody is isolated under this row
  days int not null check (days between 0 and 365),
  watch_days int not null check (watch_days between 0 and 365),
  test_days int[],
  watch_test_days int[],
  then_form text check (then_form in ('home', 'facility', 'hotel', 'hospital')),
  then_days int check (then_days between 1 and 365),
  longest_days int check (longest_days between 1 and 365),
  counts_from text not null check (counts_from in ('contact', 'entry')),
  first_day int not null default 0 check (first_day in (0, 1)),           -- whether the day counted from is day 0 or day 1
  source text not null check (char_length(source) between 1 and 300),
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  note text check (char_length(note) between 1 and 500),
  superseded_at timestamptz,
  changed_by uuid default app_post(),
  changed_at timestamptz not null default now(),
  change_reason text check (char_length(change_reason) between 1 and 1000),
  check (valid_to is null or valid_to >= valid_from),
  check (age_to is null or age_from is null or age_to >= age_from),
  check ((then_form is null) = (then_days is null))
);
create index isolation_rule_disease on isolation_rule (disease_code, subject, valid_from);
alter table isolation_rule enable row level security;
create policy isolation_rule_read on isolation_rule for select to pd_area, pd_whole using (app_post() is not null);
create policy isolation_rule_write on isolation_rule for insert to pd_area, pd_whole
  with check (app_permission() = 'disease.manage' and changed_by = app_post() and superseded_at is null and change_reason is not null);
create policy isolation_rule_change on isolation_rule for update to pd_area, pd_whole using (app_permission() = 'disease.manage' and superseded_at is null) with check (true);
grant select on isolation_rule to pd_area, pd_whole, phaodai_system;
grant insert, update (superseded_at) on isolation_rule to pd_area, pd_whole;
create trigger audit after insert or update or delete on isolation_rule for each row execute function audit_row();

insert into isolation_rule (code, disease_code, valid_from, valid_to, subject, form, days, watch_days, test_days, watch_test_days, counts_from, source, confidence, note) values
  ('qd-878-f1', 'covid-19', '2020-03-12', '2020-10-14', 'f1', 'facility', 14, 0, null, null, 'contact', 'Quyết định 878/QĐ-BYT ngày 12/3/2020', 'high', null),
  ('qd-878-entrant', 'covid-19', '2020-03-12', '2020-10-14', 'entrant', 'facility', 14, 0, null, null, 'entry', 'Quyết định 878/QĐ-BYT ngày 12/3/2020', 'high', null),
  ('qd-879-f2', 'covid-19', '2020-03-12', '2023-10-19', 'f2', 'home', 14, 0, null, null, 'contact', 'Quyết định 879/QĐ-BYT ngày 12/3/2020', 'medium', 'Ngày hết áp dụng là ngày COVID-19 chuyển sang nhóm B; chưa thấy văn bản bãi bỏ.'),
  ('cd-1640-f1', 'covid-19', '2020-10-15', '2021-05-04', 'f1', 'facility', 14, 14, '{1,14}', null, 'contact', 'Công điện 1640/CĐ-BCĐ ngày 15/10/2020: bàn giao và theo dõi 14 ngày sau cách ly tập trung', 'high', 'Xét nghiệm ít nhất 2 lần theo hướng dẫn áp dụng đến ngày 4/5/2021.'),
  ('cd-1640-entrant', 'covid-19', '2020-10-15', '2021-05-04', 'entrant', 'facility', 14, 14, '{1,14}', null, 'entry', 'Công điện 1640/CĐ-BCĐ ngày 15/10/2020: bàn giao và theo dõi 14 ngày sau cách ly tập trung', 'high', 'Xét nghiệm ít nhất 2 lần theo hướng dẫn áp dụng đến ngày 4/5/2021.'),
  ('cd-600-f1', 'covid-19', '2021-05-05', '2021-07-13', 'f1', 'facility', 21, 7, '{1,14,20}', '{7}', 'contact', 'Công điện 600/CĐ-BCĐ ngày 5/5/2021', 'high', null),
  ('cd-600-entrant', 'covid-19', '2021-05-05', '2023-10-19', 'entrant', 'facility', 21, 7, '{1,14,20}', '{7}', 'entry', 'Công điện 600/CĐ-BCĐ ngày 5/5/2021', 'high', 'Sau ngày 4/8/2021 chưa đọc được văn bản thay thế cho người nhập cảnh chưa tiêm đủ: phải kiểm tra trước khi dùng.'),
  ('cv-5599-f1', 'covid-19', '2021-07-14', '2021-12-15', 'f1', 'facility', 14, 14, null, null, 'contact', 'Công văn 5599/BYT-MT ngày 14/7/2021', 'high', 'Hồ sơ không nêu ngày xét nghiệm.');

insert into isolation_rule (code, disease_code, valid_from, valid_to, subject, age_from, age_to, form, days, watch_days, test_days, watch_test_days, then_form, then_days, counts_from, source, confidence, note) values
  ('cv-897-under-5', 'covid-19', '2021-02-01', '2021-05-04', 'f1', 0, 4, 'home', 14, 0, null, null, null, null, 'contact', 'Công văn 897/BYT-MT tháng 2/2021', 'medium', 'Chỉ khi nhà đủ điều kiện. Hồ sơ ghi tháng 2/2021, lấy ngày đầu tháng.'),
  ('cv-897-5-to-15', 'covid-19', '2021-02-01', '2021-05-04', 'f1', 5, 15, 'facility', 7, 0, '{1,3,7}', null, 'home', 7, 'contact', 'Công văn 897/BYT-MT tháng 2/2021', 'medium', 'Ba lần âm tính (ngày 1, 3, 7) rồi về nhà, tổng 14 ngày. Hồ sơ ghi tháng 2/2021, lấy ngày đầu tháng.'),
  ('cv-897-under-5-cd-600', 'covid-19', '2021-05-05', '2021-07-13', 'f1', 0, 4, 'home', 21, 7, '{1,14,20}', '{7}', null, null, 'contact', 'Công văn 897/BYT-MT (hình thức), Công điện 600/CĐ-BCĐ (số ngày)', 'low', 'Suy luận: Công điện 600 không nói riêng về trẻ em.'),
  ('cv-897-under-5-cv-5599', 'covid-19', '2021-07-14', '2021-12-15', 'f1', 0, 4, 'home', 14, 14, null, null, null, null, 'contact', 'Công văn 897/BYT-MT (hình thức), Công văn 5599/BYT-MT (số ngày)', 'low', 'Suy luận: Công văn 5599 không nói riêng về trẻ em.');

insert into isolation_rule (code, disease_code, valid_from, valid_to, subject, needs_fit_home, province_code, form, days, watch_days, test_days, counts_from, source, confidence, note) values
  ('cv-5152-home', 'covid-19', '2021-06-27', '2021-07-13', 'f1', true, '79', 'home', 28, 0, '{1,7,14,20,28}', 'contact', 'Công văn 5152/BYT-MT ngày 27/6/2021 (thí điểm TP Hồ Chí Minh)', 'medium', 'Ngày hết áp dụng suy từ Công văn 5599.'),
  ('cv-5599-home', 'covid-19', '2021-07-14', '2021-12-15', 'f1', true, null, 'home', 14, 14, null, 'contact', 'Công văn 5599/BYT-MT ngày 14/7/2021', 'high', 'Hồ sơ không nêu ngày xét nghiệm.');

insert into isolation_rule (code, disease_code, valid_from, valid_to, subject, doses_from, doses_to, dose_days_from, dose_months_to, recovered_months, origins, form, days, watch_days, test_days, watch_test_days, longest_days, counts_from, source, confidence, note) values
  ('cv-6386-entrant-full', 'covid-19', '2021-08-04', '2023-10-19', 'entrant', 2, null, null, null, 12, null, 'facility', 7, 7, null, null, null, 'entry', 'Công văn 6386/BYT-MT ngày 4/8/2021', 'medium', 'Hồ sơ ghi “tiêm đủ hoặc đã khỏi” mà không nêu thời hạn khỏi bệnh; lấy 12 tháng, phải kiểm tra.'),
  ('cv-8318-traveller-full', 'covid-19', '2021-10-01', '2023-10-19', 'traveller', 2, null, null, null, 6, '{4,zone}', null, 0, 7, null, '{1}', null, 'entry', 'Công văn 8318/BYT-DP tháng 10/2021', 'medium', 'Tự theo dõi 7 ngày, xét nghiệm ngày 1, không cách ly. Thời hạn khỏi bệnh 6 tháng phải kiểm tra.'),
  ('cv-8318-traveller-one', 'covid-19', '2021-10-01', '2023-10-19', 'traveller', 1, 1, null, null, null, '{4,zone}', 'home', 7, 7, '{1,7}', null, null, 'entry', 'Công văn 8318/BYT-DP tháng 10/2021', 'medium', null),
  ('cv-8318-traveller-none', 'covid-19', '2021-10-01', '2023-10-19', 'traveller', null, null, null, null, null, '{4,zone}', 'home', 14, 14, '{1,7,14}', null, null, 'entry', 'Công văn 8318/BYT-DP tháng 10/2021', 'medium', 'Cả khi chưa biết số mũi tiêm.'),
  ('cv-10696-f1-full', 'covid-19', '2021-12-16', '2022-02-20', 'f1', 2, null, 14, 6, 6, null, 'home', 7, 7, '{1,7}', null, null, 'contact', 'Công văn 10696/BYT-MT ngày 16/12/2021', 'high', null),
  ('cv-10696-f1', 'covid-19', '2021-12-16', '2022-02-20', 'f1', null, null, null, null, null, null, 'home', 14, 14, null, null, null, 'contact', 'Công văn 10696/BYT-MT ngày 16/12/2021', 'medium', 'Nhánh chưa tiêm đủ chưa đọc được nguyên văn.'),
  ('qd-250-f0-full', 'covid-19', '2022-01-28', '2023-10-19', 'f0', 2, null, null, null, null, null, 'home', 7, 0, '{7}', null, 10, 'entry', 'Quyết định 250/QĐ-BYT ngày 28/1/2022', 'high', 'Còn dương tính thì đến hết ngày 10.'),
  ('qd-250-f0', 'covid-19', '2022-01-28', '2023-10-19', 'f0', null, null, null, null, null, null, 'home', 7, 0, '{7}', null, 14, 'entry', 'Quyết định 250/QĐ-BYT ngày 28/1/2022', 'high', 'Còn dương tính thì đến hết ngày 14.'),
  ('cv-762-f1-full', 'covid-19', '2022-02-21', '2023-10-19', 'f1', 2, null, null, null, null, null, 'home', 5, 0, '{5}', null, null, 'contact', 'Công văn 762/BYT-DP ngày 21/2/2022', 'high', null),
  ('cv-762-f1', 'covid-19', '2022-02-21', '2023-10-19', 'f1', null, null, null, null, null, null, 'home', 7, 0, '{7}', null, null, 'contact', 'Công văn 762/BYT-DP ngày 21/2/2022', 'high', null);

insert into isolation_rule (code, disease_code, valid_from, subject, form, days, watch_days, counts_from, source, confidence, note)
  select 'group-b-' || s, 'covid-19', '2023-10-20', s, null, 0, 0, 'contact', 'COVID-19 là bệnh nhóm B từ ngày 20/10/2023', 'medium', 'Chưa biết văn bản nào buộc cách ly sau ngày này.'
  from unnest('{f0,f1,f2,f3,entrant,traveller}'::text[]) s;
