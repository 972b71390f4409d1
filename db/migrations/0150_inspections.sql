-- Inspections beyond the register: plans, teams, dated checklists, photos, findings that are checked again, and violations
-- with penalties held to a dated catalogue. Plans are seen by body; records by area.

-- Checklists by kind of place: a version holds from its day until the next one of its kind; an inspection keeps the words it was done with.
create table inspection_checklist (
  id text primary key,                        -- 'market-2021-07'
  place_kind text not null check (place_kind in ('market', 'school', 'factory', 'eating-place', 'service', 'checkpoint', 'isolation-site', 'lockdown-zone', 'health-facility', 'other')),
  name text not null check (char_length(name) between 1 and 200),
  valid_from date not null,
  source text not null check (char_length(source) between 1 and 300),
  confidence text not null default 'medium' check (confidence in ('high', 'medium', 'low')),
  questions jsonb not null check (jsonb_typeof(questions) = 'array' and jsonb_array_length(questions) between 1 and 60), -- {point, question, basis}
  version int not null default 1,
  updated_at timestamptz not null default now(),
  unique (place_kind, valid_from)
);

insert into inspection_checklist (id, place_kind, name, valid_from, source, confidence, questions) values
  ('market-2021', 'market', 'Bảng kiểm: Chợ, siêu thị', '2020-03-01', 'Bộ tiêu chí an toàn phòng, chống dịch tại chợ, siêu thị (Bộ Công Thương, Bộ Y tế, 2021)', 'medium', '[{"point": "safety-plan", "question": "Có phương án phòng, chống dịch và người phụ trách", "basis": null}, {"point": "entry-check", "question": "Có người kiểm tra ở cổng: khẩu trang, khai báo y tế, đo thân nhiệt", "basis": null}, {"point": "distance", "question": "Kẻ vạch, giữ khoảng cách từ 2 m giữa các quầy và người mua", "basis": null}, {"point": "masks", "question": "Người bán, người mua đeo khẩu trang", "basis": null}, {"point": "crowd-limit", "question": "Giới hạn số người vào cùng lúc", "basis": null}, {"point": "hand-washing", "question": "Có nơi rửa tay hoặc dung dịch sát khuẩn còn dùng được", "basis": null}, {"point": "disinfection", "question": "Khử khuẩn bề mặt, thu gom rác cuối mỗi phiên", "basis": null}]'),
  ('school-2021', 'school', 'Bảng kiểm: Trường học', '2020-03-01', 'Bộ tiêu chí an toàn trong trường học (Bộ Y tế, Bộ GD&ĐT, 2021)', 'medium', '[{"point": "safety-plan", "question": "Có phương án phòng, chống dịch, phân công người phụ trách y tế", "basis": null}, {"point": "masks", "question": "Thầy cô, học sinh đeo khẩu trang đúng cách", "basis": null}, {"point": "hand-washing", "question": "Đủ chỗ rửa tay có nước và xà phòng", "basis": null}, {"point": "ventilation", "question": "Lớp học thông thoáng, mở cửa sổ", "basis": null}, {"point": "isolation-room", "question": "Có phòng cách ly tạm thời", "basis": null}, {"point": "health-declaration", "question": "Theo dõi sức khỏe học sinh hằng ngày", "basis": null}, {"point": "disinfection", "question": "Vệ sinh, khử khuẩn lớp học, nhà vệ sinh hằng ngày", "basis": null}]'),
  ('factory-2021', 'factory', 'Bảng kiểm: Cơ sở sản xuất, kinh doanh, khu công nghiệp', '2020-03-01', 'QĐ 2194/QĐ-BCĐQG ngày 27/5/2020 và QĐ 2787/QĐ-BYT ngày 05/6/2021', 'medium', '[{"point": "safety-plan", "question": "Có kế hoạch phòng, chống dịch và ban chỉ đạo của cơ sở", "basis": null}, {"point": "contact-register", "question": "Lập danh sách người lao động, nơi ở, người đưa đón", "basis": null}, {"point": "distance", "question": "Bố trí chỗ làm việc giãn cách hoặc vách ngăn", "basis": null}, {"point": "ventilation", "question": "Nhà xưởng thông gió", "basis": null}, {"point": "testing-plan", "question": "Xét nghiệm người lao động theo kế hoạch", "basis": null}, {"point": "isolation-room", "question": "Có khu cách ly tạm thời", "basis": null}, {"point": "meal-service", "question": "Nhà ăn chia ca, có vách ngăn, ghi người ngồi", "basis": null}, {"point": "transport", "question": "Xe đưa đón không quá 50 % chỗ, có danh sách", "basis": null}]'),
  ('eating-place-2021', 'eating-place', 'Bảng kiểm: Nhà hàng, quán ăn', '2020-03-01', 'Hướng dẫn tại công văn của Bộ Y tế, Bộ Công Thương năm 2021; cần đối chiếu theo từng địa phương', 'medium', '[{"point": "distance", "question": "Bàn cách nhau, ngồi giãn cách hoặc có vách ngăn", "basis": null}, {"point": "hand-washing", "question": "Có dung dịch sát khuẩn ở cửa và bàn", "basis": null}, {"point": "crowd-limit", "question": "Đúng số khách được phục vụ theo cấp độ dịch", "basis": null}, {"point": "health-declaration", "question": "Khách quét mã QR hoặc ghi sổ", "basis": null}, {"point": "masks", "question": "Nhân viên đeo khẩu trang", "basis": null}, {"point": "disinfection", "question": "Lau khử khuẩn bàn ghế sau mỗi lượt khách", "basis": null}]'),
  ('service-2021', 'service', 'Bảng kiểm: Cơ sở dịch vụ (lưu trú, karaoke, làm đẹp …)', '2020-03-01', 'Hướng dẫn theo cấp độ dịch, NQ 128/NQ-CP ngày 11/10/2021; cần đối chiếu theo từng địa phương', 'medium', '[{"point": "allowed", "question": "Loại hình được phép hoạt động theo cấp độ dịch hiện tại", "basis": null}, {"point": "crowd-limit", "question": "Đúng số khách được phục vụ", "basis": null}, {"point": "health-declaration", "question": "Khách quét mã QR hoặc ghi sổ", "basis": null}, {"point": "masks", "question": "Nhân viên, khách đeo khẩu trang", "basis": null}, {"point": "disinfection", "question": "Khử khuẩn bề mặt sau mỗi lượt khách", "basis": null}]'),
  ('checkpoint-2021', 'checkpoint', 'Bảng kiểm: Chốt kiểm soát', '2020-03-01', 'Phương án kiểm soát dịch của tỉnh', 'medium', '[{"point": "roster", "question": "Đủ người trực theo bảng phân công, cả ca đêm", "basis": null}, {"point": "vehicle-log", "question": "Sổ ghi phương tiện, người qua chốt đầy đủ", "basis": null}, {"point": "health-declaration", "question": "Kiểm tra khai báo y tế từng người", "basis": null}, {"point": "masks", "question": "Người trực có khẩu trang, găng tay", "basis": null}, {"point": "disinfection", "question": "Có hóa chất, dụng cụ khử khuẩn", "basis": null}, {"point": "shelter", "question": "Có lều bạt, điện, nước cho người trực", "basis": null}]'),
  ('isolation-site-2021', 'isolation-site', 'Bảng kiểm: Cơ sở cách ly tập trung', '2020-03-01', 'QĐ 878/QĐ-BYT ngày 12/3/2020', 'medium', '[{"point": "roster", "question": "Trực gác 24/24 giờ, có biển nền đỏ KHU VỰC CÁCH LY Y TẾ - KHÔNG NHIỆM VỤ MIỄN VÀO", "basis": null}, {"point": "one-way-flow", "question": "Một chiều vào, một chiều ra; khử khuẩn xe", "basis": null}, {"point": "grouping", "question": "Xếp người cùng nguy cơ, cùng ngày vào ở cùng phòng", "basis": null}, {"point": "distance", "question": "Giường cách nhau từ 2 m", "basis": null}, {"point": "ventilation", "question": "Thông gió tự nhiên, không dùng điều hòa trung tâm", "basis": null}, {"point": "hand-washing", "question": "Có nơi rửa tay ở cổng và mỗi tầng", "basis": null}, {"point": "medical-waste", "question": "Thùng rác màu vàng có nắp đạp, dán nhãn chất thải có nguy cơ chứa SARS-CoV-2", "basis": null}, {"point": "meal-service", "question": "Suất ăn tại phòng", "basis": null}, {"point": "temperature", "question": "Đo thân nhiệt 2 lần mỗi ngày, ghi phiếu", "basis": null}, {"point": "staff-zone", "question": "Khu nhân viên tách riêng", "basis": null}, {"point": "testing-plan", "question": "Lấy mẫu đúng ngày", "basis": null}]'),
  ('lockdown-zone-2021', 'lockdown-zone', 'Bảng kiểm: Khu phong tỏa', '2020-03-01', 'Phương án phong tỏa, cách ly y tế vùng có dịch của tỉnh', 'medium', '[{"point": "posts", "question": "Đủ chốt ở mọi lối vào, trực 24/24 giờ", "basis": null}, {"point": "sign", "question": "Có biển cảnh báo, rào chắn", "basis": null}, {"point": "households", "question": "Danh sách hộ, người trong khu đầy đủ", "basis": null}, {"point": "supply", "question": "Cung cấp lương thực, thuốc cho hộ dân", "basis": null}, {"point": "testing-plan", "question": "Lấy mẫu theo lịch", "basis": null}, {"point": "inner-distance", "question": "Hộ trong khu không qua lại với nhau", "basis": null}, {"point": "medical-waste", "question": "Thu gom rác riêng", "basis": null}]'),
  ('health-facility-2021', 'health-facility', 'Bảng kiểm: Trạm y tế, cơ sở khám chữa bệnh', '2020-03-01', 'Bộ tiêu chí bệnh viện an toàn, QĐ 3088/QĐ-BYT ngày 16/7/2020', 'medium', '[{"point": "screening", "question": "Phân luồng, sàng lọc từ cổng", "basis": null}, {"point": "one-way-flow", "question": "Lối đi một chiều cho người nghi nhiễm", "basis": null}, {"point": "isolation-room", "question": "Có buồng khám, buồng cách ly tạm thời", "basis": null}, {"point": "protective", "question": "Đủ phương tiện phòng hộ cho nhân viên", "basis": null}, {"point": "testing-plan", "question": "Lấy mẫu, trả kết quả đúng hạn", "basis": null}, {"point": "medical-waste", "question": "Phân loại, thu gom chất thải y tế", "basis": null}, {"point": "reporting", "question": "Báo cáo ca bệnh đúng thời hạn, không giấu", "basis": null}]'),
  ('other-2021', 'other', 'Bảng kiểm: Nơi khác', '2020-03-01', 'Thông điệp 5K của Bộ Y tế, 2021', 'medium', '[{"point": "safety-plan", "question": "Có phương án phòng, chống dịch", "basis": null}, {"point": "masks", "question": "Đeo khẩu trang", "basis": null}, {"point": "distance", "question": "Giữ khoảng cách", "basis": null}, {"point": "hand-washing", "question": "Có nơi rửa tay, sát khuẩn", "basis": null}]');

-- What is sanctioned, and by how much on which day. Amounts in đồng for a person; an organisation's are times the factor.
create table sanctioned_behaviour (
  id text primary key check (id ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null check (char_length(name) between 1 and 300),
  search_key text not null,
  version int not null default 1,
  updated_at timestamptz not null default now()
);
create table sanction (
  id uuid primary key default gen_random_uuid(),
  behaviour_id text not null references sanctioned_behaviour,
  decree text not null check (char_length(decree) between 1 and 100),
  clause text not null check (char_length(clause) between 1 and 100),
  fine_min bigint not null check (fine_min >= 0),
  fine_max bigint not null,
  organisation_factor numeric(4,2) not null default 2 check (organisation_factor between 1 and 10),
  valid_from date not null,
  valid_to date,
  source text not null check (char_length(source) between 1 and 300),
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  version int not null default 1,
  updated_at timestamptz not null default now(),
  check (fine_max >= fine_min and fine_max <= 10000000000),
  check (valid_to is null or valid_to >= valid_from)
);
create index sanction_behaviour on sanction (behaviour_id, valid_from);

-- After how many months a penalty no longer counts: from the day it was carried out; one that was not, from the day its
-- enforcement lapsed.
create table repeat_rule (
  id uuid primary key default gen_random_uuid(),
  form text not null check (form in ('warning', 'fine')),
  months int not null check (months between 1 and 120),
  lapse_months int not null check (lapse_months between 1 and 120),
  valid_from date not null,
  source text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  unique (form, valid_from)
);
insert into repeat_rule (form, months, lapse_months, valid_from, source, confidence) values
  ('warning', 6, 12, '2013-07-01', 'Luật Xử lý vi phạm hành chính 2012, Điều 7 khoản 1 và Điều 74 (sửa đổi 2020): cần đối chiếu bản hiện hành', 'medium'),
  ('fine', 12, 12, '2013-07-01', 'Luật Xử lý vi phạm hành chính 2012, Điều 7 khoản 1 và Điều 74 (sửa đổi 2020): cần đối chiếu bản hiện hành', 'medium');

insert into sanctioned_behaviour (id, name, search_key) values
  ('no-mask', 'Không đeo khẩu trang, không thực hiện biện pháp bảo vệ cá nhân', 'khong deo khau trang khong thuc hien bien phap bao ve ca nhan'),
  ('refuse-test', 'Từ chối hoặc trốn tránh việc lấy mẫu, xét nghiệm', 'tu choi hoac tron tranh viec lay mau xet nghiem'),
  ('false-declaration', 'Không khai báo hoặc khai báo không trung thực bệnh truyền nhiễm', 'khong khai bao hoac khai bao khong trung thuc benh truyen nhiem'),
  ('conceal-illness', 'Che giấu tình trạng bệnh của mình hoặc của người khác', 'che giau tinh trang benh cua minh hoac cua nguoi khac'),
  ('conceal-group-a', 'Che giấu tình trạng bệnh truyền nhiễm nhóm A', 'che giau tinh trang benh truyen nhiem nhom a'),
  ('gathering', 'Tụ tập đông người, hoạt động dịch vụ đã bị tạm dừng', 'tu tap dong nguoi hoat dong dich vu da bi tam dung'),
  ('controlled-zone', 'Ra, vào vùng kiểm soát dịch không qua kiểm tra, xử lý y tế', 'ra vao vung kiem soat dich khong qua kiem tra xu ly y te'),
  ('escape-isolation', 'Trốn khỏi nơi cách ly, không chấp hành cách ly', 'tron khoi noi cach ly khong chap hanh cach ly'),
  ('false-news', 'Đưa tin sai sự thật về dịch bệnh', 'dua tin sai su that ve dich benh'),
  ('false-news-online', 'Đưa tin sai sự thật về dịch bệnh trên mạng xã hội', 'dua tin sai su that ve dich benh tren mang xa hoi'),
  ('surveillance-report', 'Không báo cáo giám sát bệnh truyền nhiễm theo quy định', 'khong bao cao giam sat benh truyen nhiem theo quy dinh');

insert into sanction (behaviour_id, decree, clause, fine_min, fine_max, valid_from, valid_to, source, confidence) values
  ('no-mask', 'NĐ 117/2020/NĐ-CP', 'Điều 12', 1000000, 3000000, '2020-11-15', '2026-05-14', 'Mức phạt cá nhân, tổ chức gấp hai; số điều, khoản cần đối chiếu văn bản gốc. Hết hiệu lực khi NĐ 90/2026/NĐ-CP có hiệu lực (ngày chưa chắc)', 'medium'),
  ('refuse-test', 'NĐ 117/2020/NĐ-CP', 'Điều 10', 1000000, 3000000, '2020-11-15', '2026-05-14', 'Mức phạt cá nhân, tổ chức gấp hai; số điều, khoản cần đối chiếu văn bản gốc. Hết hiệu lực khi NĐ 90/2026/NĐ-CP có hiệu lực (ngày chưa chắc)', 'medium'),
  ('false-declaration', 'NĐ 117/2020/NĐ-CP', 'Điều 7', 10000000, 20000000, '2020-11-15', '2026-05-14', 'Mức phạt cá nhân, tổ chức gấp hai; số điều, khoản cần đối chiếu văn bản gốc. Hết hiệu lực khi NĐ 90/2026/NĐ-CP có hiệu lực (ngày chưa chắc)', 'medium'),
  ('conceal-illness', 'NĐ 117/2020/NĐ-CP', 'Điều 7', 5000000, 10000000, '2020-11-15', '2026-05-14', 'Mức phạt cá nhân, tổ chức gấp hai; số điều, khoản cần đối chiếu văn bản gốc. Hết hiệu lực khi NĐ 90/2026/NĐ-CP có hiệu lực (ngày chưa chắc)', 'low'),
  ('conceal-group-a', 'NĐ 117/2020/NĐ-CP', 'Điều 7', 10000000, 20000000, '2020-11-15', '2026-05-14', 'Mức phạt cá nhân, tổ chức gấp hai; số điều, khoản cần đối chiếu văn bản gốc. Hết hiệu lực khi NĐ 90/2026/NĐ-CP có hiệu lực (ngày chưa chắc)', 'low'),
  ('conceal-group-a', 'NĐ 90/2026/NĐ-CP', 'Chưa rõ điều khoản', 10000000, 20000000, '2026-05-15', null, 'Thay NĐ 117/2020/NĐ-CP; mức và ngày hiệu lực theo nguồn thứ cấp, cần đối chiếu văn bản gốc', 'low'),
  ('gathering', 'NĐ 117/2020/NĐ-CP', 'Điều 14', 10000000, 20000000, '2020-11-15', '2026-05-14', 'Mức phạt cá nhân, tổ chức gấp hai; số điều, khoản cần đối chiếu văn bản gốc. Hết hiệu lực khi NĐ 90/2026/NĐ-CP có hiệu lực (ngày chưa chắc)', 'medium'),
  ('controlled-zone', 'NĐ 117/2020/NĐ-CP', 'Điều 14', 20000000, 30000000, '2020-11-15', '2026-05-14', 'Mức phạt cá nhân, tổ chức gấp hai; số điều, khoản cần đối chiếu văn bản gốc. Hết hiệu lực khi NĐ 90/2026/NĐ-CP có hiệu lực (ngày chưa chắc)', 'medium'),
  ('escape-isolation', 'NĐ 117/2020/NĐ-CP', 'Điều 11', 15000000, 20000000, '2020-11-15', '2026-05-14', 'Mức phạt cá nhân, tổ chức gấp hai; số điều, khoản cần đối chiếu văn bản gốc. Hết hiệu lực khi NĐ 90/2026/NĐ-CP có hiệu lực (ngày chưa chắc)', 'medium'),
  ('false-news', 'NĐ 117/2020/NĐ-CP', 'Điều 5', 10000000, 15000000, '2020-11-15', '2026-05-14', 'Mức phạt cá nhân, tổ chức gấp hai; số điều, khoản cần đối chiếu văn bản gốc. Hết hiệu lực khi NĐ 90/2026/NĐ-CP có hiệu lực (ngày chưa chắc)', 'medium'),
  ('false-news-online', 'NĐ 15/2020/NĐ-CP', 'Điều 101', 5000000, 10000000, '2020-04-15', null, 'Mức quy cho cá nhân (một nửa mức tổ chức); cần đối chiếu văn bản gốc', 'medium'),
  ('surveillance-report', 'NĐ 90/2026/NĐ-CP', 'Chưa rõ điều khoản', 1000000, 3000000, '2026-05-15', null, 'Thay NĐ 117/2020/NĐ-CP; mức và ngày hiệu lực theo nguồn thứ cấp, cần đối chiếu văn bản gốc', 'low');

-- The register of inspections as declared now: answers yes / no / not applicable on the words of the checklist, the inspected
-- body, and findings in a register of their own.
alter table inspection drop constraint inspection_place_kind_check;
alter table inspection add constraint inspection_place_kind_check check (place_kind in ('market', 'school', 'factory', 'eating-place', 'service', 'checkpoint', 'isolation-site', 'lockdown-zone', 'health-facility', 'other'));
alter table inspection add column body_id int references body;
alter table inspection add column checklist_id text check (char_length(checklist_id) between 1 and 60);
create index inspection_body_id on inspection (body_id);
grant select (body_id, checklist_id), insert (body_id, checklist_id), update (body_id, checklist_id) on inspection to pd_area, pd_whole;
update inspection i set checklist_id = i.place_kind || '-2021', checklist = (
  select jsonb_agg(jsonb_build_object('point', a.row ->> 'point',
    'question', coalesce((select q ->> 'question' from inspection_checklist c, jsonb_array_elements(c.questions) q where q ->> 'point' = a.row ->> 'point' limit 1), a.row ->> 'point'),
    'answer', case a.row ->> 'answer' when 'kept' then 'yes' when 'partly' then 'no' when 'not-kept' then 'no' else a.row ->> 'answer' end,
    'note', nullif(concat_ws('. ', case when a.row ->> 'answer' = 'partly' then 'Đạt một phần' end, a.row ->> 'note'), '')) order by a.n)
  from jsonb_array_elements(i.checklist) with ordinality a (row, n))
where i.checklist is not null and jsonb_array_length(i.checklist) > 0;

-- Register finding: printed from its declaration by "phaodai registers sql finding".
create table finding (
  id uuid primary key,
  area_id int not null references area,
  inspection_id uuid references inspection,
  finding text not null check (char_length(finding) between 1 and 1000),
  legal_basis text check (char_length(legal_basis) between 1 and 300),
  remedy text check (char_length(remedy) between 1 and 1000),
  by_id int references body,
  body_id int references body,
  holder text check (char_length(holder) between 1 and 200),
  holder_name text check (char_length(holder_name) between 1 and 120),
  found_on date not null,
  deadline date not null,
  state text not null default 'open' check (state in ('open', 'fix_reported', 'closed', 'withdrawn')),
  state_reason text check (char_length(state_reason) between 1 and 2000),
  search_key text not null default '',
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  voided_at timestamptz,
  void_reason text check (char_length(void_reason) between 1 and 2000),
  check ((voided_at is null) = (void_reason is null))
);

create index finding_list_area_id on finding (area_id, found_on desc, id desc);
create index finding_list on finding (found_on desc, id desc);
create index finding_inspection_id on finding (inspection_id);
create index finding_by_id on finding (by_id);
create index finding_body_id on finding (body_id);

create trigger guard_record before update on finding for each row execute function guard_record();
create trigger guard_state before update on finding for each row execute function guard_state();
create trigger next_version before update on finding for each row execute function next_version();
create trigger audit after insert or update or delete on finding for each row execute function audit_row('holder_name');

alter table finding enable row level security;
create function sees_finding(wanted uuid) returns boolean language sql stable
  return exists (select 1 from finding r where r.id = wanted);
create policy finding_read on finding for select to pd_area using (
  'finding' = any ((select app_reads())::text[])
  and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy finding_read_whole on finding for select to pd_whole using ('finding' = any ((select app_reads())::text[]));
create policy finding_write on finding for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('finding.create', 'finding.import')
  and state = 'open' and version = 1 and voided_at is null
  and created_by = app_post()
  and (inspection_id is null or sees_inspection(inspection_id)));
create policy finding_write_whole on finding for insert to pd_whole with check (
  app_permission() in ('finding.create', 'finding.import')
  and state = 'open' and version = 1 and voided_at is null
  and created_by = app_post()
  and (inspection_id is null or sees_inspection(inspection_id)));
create policy finding_change on finding for update to pd_area
  using ((app_permission() in ('finding.update', 'finding.void', 'finding.report-fix', 'finding.close', 'finding.renew', 'finding.withdraw')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy finding_change_whole on finding for update to pd_whole
  using (app_permission() in ('finding.update', 'finding.void', 'finding.report-fix', 'finding.close', 'finding.renew', 'finding.withdraw'))
  with check (true);
create policy finding_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'finding' then sees_finding(row_id::uuid) else false end);
create policy finding_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'finding' then sees_finding(row_id::uuid) else false end);
grant select (id, area_id, inspection_id, finding, legal_basis, remedy, by_id, body_id, holder, found_on, deadline, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on finding to pd_area, pd_whole;
grant select (holder_name) on finding to pd_area_clear, pd_whole_clear;
grant insert (id, area_id, inspection_id, finding, legal_basis, remedy, by_id, body_id, holder, holder_name, found_on, deadline, search_key) on finding to pd_area, pd_whole;
grant update (finding, legal_basis, remedy, body_id, holder, holder_name, state, state_reason, search_key, voided_at, void_reason) on finding to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('finding', 'report-fix', 'open', 'fix_reported'),
  ('finding', 'close', 'open', 'closed'),
  ('finding', 'close', 'fix_reported', 'closed'),
  ('finding', 'renew', 'open', 'open'),
  ('finding', 'renew', 'fix_reported', 'open'),
  ('finding', 'withdraw', 'open', 'withdrawn'),
  ('finding', 'withdraw', 'fix_reported', 'withdrawn');
insert into role_permission (role, permission)
select r, p from (values
  ('finding.read', '{leader,province-leader,clerk,officer,inspector}'::text[]),
  ('finding.create', '{officer,inspector}'::text[]),
  ('finding.update', '{officer,inspector}'::text[]),
  ('finding.import', '{officer,inspector}'::text[]),
  ('finding.export', '{leader,province-leader,clerk,officer,inspector}'::text[]),
  ('finding.reveal', '{officer,inspector}'::text[]),
  ('finding.void', '{officer,inspector}'::text[]),
  ('finding.report-fix', '{leader,clerk,officer,inspector}'::text[]),
  ('finding.close', '{officer,inspector}'::text[]),
  ('finding.renew', '{officer,inspector}'::text[]),
  ('finding.withdraw', '{officer,inspector}'::text[])
) as given (p, rs), unnest(rs) r;

-- Register violation: printed from its declaration by "phaodai registers sql violation".
create table violation (
  id uuid primary key,
  area_id int not null references area,
  occurred_on date not null,
  place_name text not null check (char_length(place_name) between 1 and 200),
  behaviour text references sanctioned_behaviour,
  facts text check (char_length(facts) between 1 and 2000),
  subject_kind text not null check (subject_kind in ('person', 'organisation')),
  subject_name text check (char_length(subject_name) between 1 and 200),
  subject_number text check (char_length(subject_number) between 1 and 30),
  subject_address text check (char_length(subject_address) between 1 and 300),
  record_number text check (char_length(record_number) between 1 and 60),
  handler_id int references body,
  inspection_id uuid references inspection,
  state text not null default 'noted' check (state in ('noted', 'reminded', 'recorded', 'decided', 'paid', 'remedied', 'closed')),
  state_reason text check (char_length(state_reason) between 1 and 2000),
  search_key text not null default '',
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  voided_at timestamptz,
  void_reason text check (char_length(void_reason) between 1 and 2000),
  check ((voided_at is null) = (void_reason is null))
);

create index violation_list_area_id on violation (area_id, occurred_on desc, id desc);
create index violation_list on violation (occurred_on desc, id desc);
create index violation_behaviour on violation (behaviour);
create index violation_handler_id on violation (handler_id);
create index violation_inspection_id on violation (inspection_id);

create trigger guard_record before update on violation for each row execute function guard_record();
create trigger guard_state before update on violation for each row execute function guard_state();
create trigger next_version before update on violation for each row execute function next_version();
create trigger audit after insert or update or delete on violation for each row execute function audit_row('subject_name', 'subject_number', 'subject_address');

alter table violation enable row level security;
create function sees_violation(wanted uuid) returns boolean language sql stable
  return exists (select 1 from violation r where r.id = wanted);
create policy violation_read on violation for select to pd_area using (
  'violation' = any ((select app_reads())::text[])
  and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids()))));
create policy violation_read_whole on violation for select to pd_whole using ('violation' = any ((select app_reads())::text[]));
create policy violation_write on violation for insert to pd_area with check (
  (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))
  and app_permission() in ('violation.create', 'violation.import')
  and state = 'noted' and version = 1 and voided_at is null
  and created_by = app_post()
  and (inspection_id is null or sees_inspection(inspection_id)));
create policy violation_write_whole on violation for insert to pd_whole with check (
  app_permission() in ('violation.create', 'violation.import')
  and state = 'noted' and version = 1 and voided_at is null
  and created_by = app_post()
  and (inspection_id is null or sees_inspection(inspection_id)));
create policy violation_change on violation for update to pd_area
  using ((app_permission() in ('violation.update', 'violation.void', 'violation.remind', 'violation.record', 'violation.decide', 'violation.pay', 'violation.remedy', 'violation.close')
    and (area_id between app_area_lo() and app_area_hi() and area_id in (select unnest(app_area_ids())))))
  with check (true);
create policy violation_change_whole on violation for update to pd_whole
  using (app_permission() in ('violation.update', 'violation.void', 'violation.remind', 'violation.record', 'violation.decide', 'violation.pay', 'violation.remedy', 'violation.close'))
  with check (true);
create policy violation_history on audit_entry for select to pd_area, pd_whole using (case when subject = 'violation' then sees_violation(row_id::uuid) else false end);
create policy violation_key on record_key for select to pd_area_clear, pd_whole_clear using (case when subject = 'violation' then sees_violation(row_id::uuid) else false end);
grant select (id, area_id, occurred_on, place_name, behaviour, facts, subject_kind, record_number, handler_id, inspection_id, state, state_reason, search_key, created_by, created_at, updated_at, version, voided_at, void_reason) on violation to pd_area, pd_whole;
grant select (subject_name, subject_number, subject_address) on violation to pd_area_clear, pd_whole_clear;
grant insert (id, area_id, occurred_on, place_name, behaviour, facts, subject_kind, subject_name, subject_number, subject_address, record_number, handler_id, inspection_id, search_key) on violation to pd_area, pd_whole;
grant update (occurred_on, place_name, behaviour, facts, subject_kind, subject_name, subject_number, subject_address, record_number, handler_id, state, state_reason, search_key, voided_at, void_reason) on violation to pd_area, pd_whole;

insert into state_transition (subject, action, from_state, to_state) values
  ('violation', 'remind', 'noted', 'reminded'),
  ('violation', 'record', 'noted', 'recorded'),
  ('violation', 'record', 'reminded', 'recorded'),
  ('violation', 'decide', 'recorded', 'decided'),
  ('violation', 'pay', 'decided', 'paid'),
  ('violation', 'remedy', 'decided', 'remedied'),
  ('violation', 'remedy', 'paid', 'remedied'),
  ('violation', 'close', 'reminded', 'closed'),
  ('violation', 'close', 'paid', 'closed'),
  ('violation', 'close', 'remedied', 'closed');
insert into role_permission (role, permission)
select r, p from (values
  ('violation.read', '{leader,province-leader,officer,inspector}'::text[]),
  ('violation.create', '{officer,inspector}'::text[]),
  ('violation.update', '{officer,inspector}'::text[]),
  ('violation.import', '{officer,inspector}'::text[]),
  ('violation.export', '{leader,province-leader,officer,inspector}'::text[]),
  ('violation.reveal', '{officer,inspector}'::text[]),
  ('violation.void', '{officer,inspector}'::text[]),
  ('violation.remind', '{officer,inspector}'::text[]),
  ('violation.record', '{officer,inspector}'::text[]),
  ('violation.decide', '{officer,inspector,leader}'::text[]),
  ('violation.pay', '{officer,inspector}'::text[]),
  ('violation.remedy', '{officer,inspector}'::text[]),
  ('violation.close', '{officer,inspector,leader}'::text[])
) as given (p, rs), unnest(rs) r;



insert into finding (id, area_id, inspection_id, finding, legal_basis, remedy, by_id, found_on, deadline, state, search_key, created_by, created_at)
select gen_random_uuid(), i.area_id, i.id, f.row ->> 'finding', f.row ->> 'legalBasis', f.row ->> 'remedy', i.team_id,
  coalesce((i.visited_at at time zone 'Asia/Ho_Chi_Minh')::date, i.planned_on), coalesce((f.row ->> 'deadline')::date, i.planned_on + 15),
  case when f.row ->> 'remediedOn' is null then 'open' else 'closed' end, '', i.created_by, i.created_at
from inspection i, jsonb_array_elements(i.findings) with ordinality f (row, n) where i.voided_at is null;
alter table inspection drop column findings;

-- What happened to a finding: reported as fixed, checked again and closed, given a new day, or found to be overdue (by the clock).
create table finding_step (
  id uuid primary key,
  finding_id uuid not null references finding,
  kind text not null check (kind in ('report-fix', 'close', 'renew', 'overdue')),
  note text check (char_length(note) between 1 and 2000),
  old_deadline date,
  new_deadline date,
  body_id int references body default app_body(),
  post_id uuid references post default app_post(),
  by_title text,                              -- a title and not a name, as in the history of tasks
  day date not null,
  at timestamptz not null default now(),
  check ((kind = 'renew') = (new_deadline is not null)),
  check (kind = 'overdue' or note is not null)
);
create index finding_step_finding on finding_step (finding_id, at);
create index finding_step_body on finding_step (body_id);
create index finding_step_post on finding_step (post_id);
create unique index finding_step_overdue on finding_step (finding_id, old_deadline) where kind = 'overdue';

-- A task that was given so that a finding is put right.
create table finding_task (
  id uuid primary key references task,
  finding_id uuid not null references finding,
  created_by uuid not null default app_post(),
  at timestamptz not null default now()
);
create index finding_task_finding on finding_task (finding_id);

-- Only the inspecting body, or one above it, says that something is put right, or gives it more time.
create function guard_finding() returns trigger language plpgsql as $$
begin
  if app_permission() in ('finding.close', 'finding.renew', 'finding.withdraw') and old.by_id is not null
    and not (old.by_id between app_body_lo() and app_body_hi()) and current_setting('role') not like 'pd\_whole%' then
    raise exception 'only the inspecting body re-checks' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger domain_guard_finding before update of state on finding for each row execute function guard_finding();

-- A step moves its finding: the day is changed here and nowhere else.
create function apply_finding_step() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  if new.kind = 'overdue' then return null; end if;
  update finding f set state = case new.kind when 'report-fix' then 'fix_reported' when 'close' then 'closed' else 'open' end,
      state_reason = new.note, deadline = coalesce(new.new_deadline, f.deadline)
    where f.id = new.finding_id and f.voided_at is null and (f.state = 'open' or (f.state = 'fix_reported' and new.kind <> 'report-fix'))
      and (new.new_deadline is null or new.new_deadline > f.deadline);
  if not found then raise exception 'the finding does not allow this step' using errcode = 'PD001'; end if;
  return null;
end $$;
create trigger apply after insert on finding_step for each row execute function apply_finding_step();

-- Violations: nothing is recorded without a behaviour of the catalogue, and what was decided upon is not re-written.
alter table violation add constraint domain_recorded check (state in ('noted', 'reminded', 'closed') or (behaviour is not null and record_number is not null));
create function guard_violation() returns trigger language plpgsql as $$
begin
  if exists (select from penalty p where p.id = new.id)
    and (new.behaviour is distinct from old.behaviour or new.occurred_on is distinct from old.occurred_on or new.subject_kind is distinct from old.subject_kind) then
    raise exception 'a decision rests on these facts' using errcode = 'PD001';
  end if;
  return new;
end $$;

-- The decision on a violation. Amounts in đồng.
create table penalty (
  id uuid primary key references violation,
  sanction_id uuid not null references sanction,
  form text not null check (form in ('warning', 'fine')),
  amount bigint,
  number text not null check (char_length(number) between 1 and 60),
  decided_on date not null,
  body_id int not null references body default app_body(),
  remedy text check (char_length(remedy) between 1 and 1000),
  paid_on date,
  receipt text check (char_length(receipt) between 1 and 60),
  remedied_on date,
  version int not null default 1,
  created_by uuid not null default app_post(),
  updated_at timestamptz not null default now(),
  check ((form = 'fine') = (amount is not null)),
  check (paid_on is null or (form = 'fine' and paid_on >= decided_on)),
  check (remedied_on is null or remedied_on >= decided_on)
);
create index penalty_sanction on penalty (sanction_id);
create index penalty_body on penalty (body_id);
create trigger domain_guard_violation before update on violation for each row execute function guard_violation();

-- The sum must lie in the range in force on the day of the violation, for its behaviour; an organisation's is times the factor.
create function guard_penalty() returns trigger language plpgsql as $$
begin
  if not exists (select from violation v join sanction s on s.id = new.sanction_id and s.behaviour_id = v.behaviour
      where v.id = new.id and v.occurred_on >= s.valid_from and v.occurred_on <= coalesce(s.valid_to, v.occurred_on) and new.decided_on >= v.occurred_on
        and (new.form = 'warning' or new.amount between s.fine_min * case v.subject_kind when 'organisation' then s.organisation_factor else 1 end
          and s.fine_max * case v.subject_kind when 'organisation' then s.organisation_factor else 1 end)) then
    raise exception 'the penalty is not within the sanction in force' using errcode = 'PD012';
  end if;
  return new;
end $$;
create trigger guard_penalty before insert or update of sanction_id, form, amount, decided_on on penalty for each row execute function guard_penalty();

-- Other decided violations of the same behaviour by the same subject, told by its number; asked for one that the caller sees,
-- and joined to what the caller sees.
create function violation_repeats(which uuid) returns table (id uuid) language sql stable security definer set search_path = public, pg_temp as $$
  select o.id from violation v join violation o on o.behaviour = v.behaviour and o.id <> v.id and o.voided_at is null
    and upper(regexp_replace(o.subject_number, '[^0-9A-Za-z]', '', 'g')) = upper(regexp_replace(v.subject_number, '[^0-9A-Za-z]', '', 'g'))
    and o.occurred_on <= v.occurred_on
  where v.id = which and v.subject_number ~ '[0-9A-Za-z]' and app_permission() in ('violation_repeat.look', 'violation.decide')
$$;

-- Whether there is a number to compare by, without telling it.
create function violation_has_number(which uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select coalesce((select v.subject_number ~ '[0-9A-Za-z]' from violation v where v.id = which and app_permission() = 'violation_repeat.look'), false) $$;

-- A picture of a place or a finding; where it was taken as the camera or the device said, or unknown.
create table inspection_photo (
  id uuid primary key,
  inspection_id uuid not null references inspection,
  file_id uuid not null references file,
  point text check (char_length(point) between 1 and 40),
  caption text check (char_length(caption) between 1 and 300),
  lat float8 check (lat between -90 and 90),
  lon float8 check (lon between -180 and 180),
  accuracy float8 check (accuracy >= 0),      -- metres
  located_by text check (located_by in ('camera', 'device')),
  taken_at timestamptz,
  created_by uuid not null default app_post(),
  at timestamptz not null default now(),
  check ((lat is null) = (lon is null) and (lat is null) = (located_by is null))
);
create index inspection_photo_of on inspection_photo (inspection_id, at);
create index inspection_photo_file on inspection_photo (file_id);

-- Plans, by body.
create table inspection_plan (
  id uuid primary key,
  body_id int not null references body,
  title text not null check (char_length(title) between 1 and 300),
  purpose text check (char_length(purpose) between 1 and 2000),
  period_from date not null,
  period_to date not null,
  directive_id uuid references directive,
  number text check (char_length(number) between 1 and 100),
  issued_on date,
  state text not null default 'draft' check (state in ('draft', 'approved', 'under_way', 'ended')),
  state_reason text check (char_length(state_reason) between 1 and 2000),
  approved_by text,                           -- title
  approved_on date,
  created_by uuid not null default app_post(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  version int not null default 1,
  check (period_to >= period_from),
  check ((number is null) = (issued_on is null))
);
create index inspection_plan_body on inspection_plan (body_id, period_from desc);
create index inspection_plan_directive on inspection_plan (directive_id);

create table inspection_team (
  id uuid primary key,
  body_id int not null references body,       -- of the plan
  plan_id uuid not null references inspection_plan,
  name text not null check (char_length(name) between 1 and 200),
  leader_post_id uuid not null references post,
  member_post_ids uuid[] not null default '{}' check (cardinality(member_post_ids) <= 30),
  version int not null default 1,
  updated_at timestamptz not null default now()
);
create index inspection_team_body on inspection_team (body_id);
create index inspection_team_plan on inspection_team (plan_id);
create index inspection_team_leader on inspection_team (leader_post_id);

-- One place to be visited; it becomes an inspection when the plan is approved. Progress is counted over these, never typed.
create table inspection_visit (
  id uuid primary key,
  body_id int not null references body,       -- of the plan
  plan_id uuid not null references inspection_plan,
  team_id uuid references inspection_team,
  area_id int not null references area,
  inspected_id int references body,
  place_name text not null check (char_length(place_name) between 1 and 200),
  place_kind text not null check (place_kind in ('market', 'school', 'factory', 'eating-place', 'service', 'checkpoint', 'isolation-site', 'lockdown-zone', 'health-facility', 'other')),
  address text check (char_length(address) between 1 and 300),
  planned_on date not null,
  dropped_reason text check (char_length(dropped_reason) between 1 and 500),
  search_key text not null default '',
  inspection_id uuid references inspection,
  created_by uuid not null default app_post(),
  version int not null default 1,
  updated_at timestamptz not null default now()
);
create index inspection_visit_body on inspection_visit (body_id);
create index inspection_visit_plan on inspection_visit (plan_id, planned_on);
create index inspection_visit_team on inspection_visit (team_id);
create index inspection_visit_area on inspection_visit (area_id);
create index inspection_visit_inspected on inspection_visit (inspected_id);
create unique index inspection_visit_inspection on inspection_visit (inspection_id);

-- Visits of an approved plan that are no inspection yet become one.
create function open_visits(which uuid) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  v inspection_visit;
  made uuid;
begin
  for v in select i.* from inspection_visit i join inspection_plan p on p.id = i.plan_id
      where p.id = which and p.state in ('approved', 'under_way') and i.inspection_id is null and i.dropped_reason is null order by i.id loop
    made := gen_random_uuid();
    insert into inspection (id, area_id, place_name, place_kind, address, planned_on, team_id, lead_id, body_id, search_key, created_by)
      values (made, v.area_id, v.place_name, v.place_kind, v.address, v.planned_on, v.body_id,
        (select o.person_id from inspection_team t join post o on o.id = t.leader_post_id where t.id = v.team_id), v.inspected_id, v.search_key, v.created_by);
    update inspection_visit set inspection_id = made where id = v.id;
  end loop;
end $$;
revoke execute on function open_visits(uuid) from public;
create function open_plan() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  perform open_visits(case tg_table_name when 'inspection_plan' then new.id else (to_jsonb(new) ->> 'plan_id')::uuid end);
  return null;
end $$;
create trigger open_visits after update of state on inspection_plan for each row when (new.state = 'approved') execute function open_plan();
create trigger open_visits after insert on inspection_visit for each row execute function open_plan();

-- A policy cannot read a table whose policy reads its own.
create function plan_is_told(which uuid) returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select state <> 'draft' from inspection_plan where id = which $$;
create function plan_inspects(which uuid, lo int, hi int) returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select from inspection_visit v where v.plan_id = which and v.dropped_reason is null and v.inspected_id between lo and hi) $$;
create function plan_open_for(which uuid, body int) returns boolean language sql stable security definer set search_path = public, pg_temp
  as $$ select exists (select from inspection_plan p where p.id = which and p.body_id = body and p.state <> 'ended') $$;

insert into state_transition (subject, action, from_state, to_state) values
  ('inspection_plan', 'approve', 'draft', 'approved'),
  ('inspection_plan', 'start', 'approved', 'under_way'),
  ('inspection_plan', 'end', 'approved', 'ended'),
  ('inspection_plan', 'end', 'under_way', 'ended');

do $$
declare name text;
begin
  foreach name in array '{inspection_checklist,sanctioned_behaviour,sanction,penalty,inspection_plan,inspection_team,inspection_visit}'::text[] loop
    execute format('create trigger next_version before update on %I for each row execute function next_version()', name);
  end loop;
  foreach name in array '{inspection_checklist,sanctioned_behaviour,sanction,repeat_rule,penalty,finding_step,finding_task,inspection_photo,inspection_plan,inspection_team,inspection_visit}'::text[] loop
    execute format('create trigger audit after insert or update or delete on %I for each row execute function audit_row()', name);
    execute format('alter table %I enable row level security', name);
  end loop;
end $$;
create trigger guard_state before update on inspection_plan for each row execute function guard_state();

grant select on inspection_checklist, sanctioned_behaviour, sanction, repeat_rule, penalty, finding_step, finding_task, inspection_photo, inspection_plan, inspection_team, inspection_visit to pd_area, pd_whole;
grant insert (id, place_kind, name, valid_from, source, confidence, questions) on inspection_checklist to pd_area, pd_whole;
grant insert (id, name, search_key) on sanctioned_behaviour to pd_area, pd_whole;
grant insert (id, behaviour_id, decree, clause, fine_min, fine_max, organisation_factor, valid_from, valid_to, source, confidence),
  update (decree, clause, fine_min, fine_max, organisation_factor, valid_from, valid_to, source, confidence) on sanction to pd_area, pd_whole;
grant insert (id, sanction_id, form, amount, number, decided_on, remedy), update (paid_on, receipt, remedied_on) on penalty to pd_area, pd_whole;
grant insert (id, finding_id, kind, note, old_deadline, new_deadline, by_title, day, at) on finding_step to pd_area, pd_whole;
grant insert (id, finding_id) on finding_task to pd_area, pd_whole;
grant insert (id, inspection_id, file_id, point, caption, lat, lon, accuracy, located_by, taken_at) on inspection_photo to pd_area, pd_whole;
grant insert (id, body_id, title, purpose, period_from, period_to, directive_id, number, issued_on),
  update (title, purpose, period_from, period_to, directive_id, number, issued_on, state, state_reason, approved_by, approved_on) on inspection_plan to pd_area, pd_whole;
grant insert (id, body_id, plan_id, name, leader_post_id, member_post_ids), update (name, leader_post_id, member_post_ids) on inspection_team to pd_area, pd_whole;
grant insert (id, body_id, plan_id, team_id, area_id, inspected_id, place_name, place_kind, address, planned_on, search_key),
  update (team_id, area_id, inspected_id, place_name, place_kind, address, planned_on, dropped_reason, search_key) on inspection_visit to pd_area, pd_whole;

-- Public facts: everybody signed in reads them, an administrator of the facts writes them.
create policy checklist_read on inspection_checklist for select to pd_area, pd_whole using (app_post() is not null);
create policy checklist_write on inspection_checklist for insert to pd_area, pd_whole with check (app_permission() = 'inspection_checklist.manage');
create policy behaviour_read on sanctioned_behaviour for select to pd_area, pd_whole using (app_post() is not null);
create policy behaviour_write on sanctioned_behaviour for insert to pd_area, pd_whole with check (app_permission() = 'sanction.manage');
create policy sanction_read on sanction for select to pd_area, pd_whole using (app_post() is not null);
create policy sanction_write on sanction for insert to pd_area, pd_whole with check (app_permission() = 'sanction.manage');
create policy sanction_change on sanction for update to pd_area, pd_whole using (app_permission() = 'sanction.manage') with check (true);
create policy repeat_rule_read on repeat_rule for select to pd_area, pd_whole using (app_post() is not null);

-- What hangs on a record is seen with it.
create policy penalty_read on penalty for select to pd_area, pd_whole using (sees_violation(id));
create policy penalty_write on penalty for insert to pd_area, pd_whole with check (app_permission() = 'violation.decide' and sees_violation(id) and body_id = app_body() and created_by = app_post());
create policy penalty_change on penalty for update to pd_area, pd_whole using (app_permission() in ('violation.pay', 'violation.remedy') and sees_violation(id)) with check (true);
create policy step_read on finding_step for select to pd_area, pd_whole using (sees_finding(finding_id));
create policy step_write on finding_step for insert to pd_area, pd_whole with check (
  kind <> 'overdue' and app_permission() = 'finding.' || kind and sees_finding(finding_id) and body_id = app_body() and post_id = app_post());
create policy finding_task_read on finding_task for select to pd_area, pd_whole using (sees_finding(finding_id));
create policy finding_task_write on finding_task for insert to pd_area, pd_whole with check (
  app_permission() = 'task.assign' and sees_finding(finding_id) and created_by = app_post() and exists (select 1 from task t where t.id = finding_task.id));
create policy photo_read on inspection_photo for select to pd_area, pd_whole using (sees_inspection(inspection_id));
create policy photo_write on inspection_photo for insert to pd_area, pd_whole with check (
  app_permission() = 'inspection_photo.add' and sees_inspection(inspection_id) and sees_file(file_id) and created_by = app_post());

create policy plan_read on inspection_plan for select to pd_area using ('inspection_plan' = any ((select app_reads())::text[])
  and (body_id between app_body_lo() and app_body_hi() or (state <> 'draft' and plan_inspects(id, app_body_lo(), app_body_hi()))));
create policy plan_read_whole on inspection_plan for select to pd_whole using ('inspection_plan' = any ((select app_reads())::text[]));
create policy plan_write on inspection_plan for insert to pd_area, pd_whole with check (
  app_permission() = 'inspection_plan.prepare' and body_id = app_body() and state = 'draft' and created_by = app_post()
  and (directive_id is null or exists (select 1 from directive d where d.id = directive_id)));
create policy plan_change on inspection_plan for update to pd_area, pd_whole
  using (body_id = app_body() and ((app_permission() = 'inspection_plan.prepare' and state = 'draft') or app_permission() in ('inspection_plan.approve', 'inspection_plan.start', 'inspection_plan.end')))
  with check (directive_id is null or app_permission() <> 'inspection_plan.prepare' or exists (select 1 from directive d where d.id = directive_id));
create policy team_read on inspection_team for select to pd_area using ('inspection_plan' = any ((select app_reads())::text[]) and body_id between app_body_lo() and app_body_hi());
create policy team_read_whole on inspection_team for select to pd_whole using ('inspection_plan' = any ((select app_reads())::text[]));
create policy team_write on inspection_team for insert to pd_area, pd_whole with check (
  app_permission() = 'inspection_plan.prepare' and body_id = app_body() and plan_open_for(plan_id, body_id)
  and not exists (select 1 from unnest(member_post_ids || leader_post_id) m where not exists (select 1 from post o where o.id = m)));
create policy team_change on inspection_team for update to pd_area, pd_whole
  using (app_permission() = 'inspection_plan.prepare' and body_id = app_body() and plan_open_for(plan_id, body_id))
  with check (not exists (select 1 from unnest(member_post_ids || leader_post_id) m where not exists (select 1 from post o where o.id = m)));
create policy visit_read on inspection_visit for select to pd_area using ('inspection_plan' = any ((select app_reads())::text[])
  and (body_id between app_body_lo() and app_body_hi() or (inspected_id between app_body_lo() and app_body_hi() and plan_is_told(plan_id))));
create policy visit_read_whole on inspection_visit for select to pd_whole using ('inspection_plan' = any ((select app_reads())::text[]));
create function visit_within(area int) returns boolean language sql stable
  return current_setting('role') like 'pd\_whole%' or area in (select unnest(app_area_ids()));
create policy visit_write on inspection_visit for insert to pd_area, pd_whole with check (
  app_permission() = 'inspection_plan.prepare' and body_id = app_body() and plan_open_for(plan_id, body_id) and visit_within(area_id) and inspection_id is null and created_by = app_post()
  and (team_id is null or exists (select 1 from inspection_team t where t.id = team_id and t.plan_id = inspection_visit.plan_id)));
create policy visit_change on inspection_visit for update to pd_area, pd_whole
  using (app_permission() = 'inspection_plan.prepare' and body_id = app_body() and plan_open_for(plan_id, body_id))
  with check (visit_within(area_id) and (team_id is null or exists (select 1 from inspection_team t where t.id = team_id and t.plan_id = inspection_visit.plan_id)));

do $$ begin
  execute replace(pg_get_functiondef('attachment_visible(text, uuid)'::regprocedure), 'else false', $case$when 'inspection' then exists (select 1 from inspection r where r.id = which)
    when 'finding_step' then exists (select 1 from finding_step s where s.id = which)
    when 'violation' then exists (select 1 from violation r where r.id = which)
    else false$case$);
end $$;

insert into role_permission (role, permission)
select r, p from (values
  ('inspection_photo.add', '{officer,inspector}'::text[]),
  ('inspection_plan.read', '{leader,province-leader,clerk,officer,inspector}'),
  ('inspection_plan.prepare', '{clerk,officer,inspector}'),
  ('inspection_plan.approve', '{leader,province-leader}'),
  ('inspection_plan.start', '{clerk,officer,inspector,leader}'),
  ('inspection_plan.end', '{clerk,officer,inspector,leader}'),
  ('violation_repeat.look', '{officer,inspector}'),
  ('sanction.manage', '{admin}'),
  ('inspection_checklist.manage', '{admin}')
) as given (p, rs), unnest(rs) r;

insert into notice_kind (kind, position, may_mute, mail, push) values
  ('finding-new', 71, true, false, true),
  ('finding-overdue', 41, false, false, true),
  ('finding-fix-reported', 91, true, false, true),
  ('finding-rechecked', 92, true, false, true);
insert into notice_thing (thing, path, words_columns, body_column, day_column) values
  ('finding', '/kiem-tra/kien-nghi/{id}', '{finding}', 'body_id', 'deadline');
insert into notice_rule (name, kind, subject, matches, thing, thing_column, via_table, via_column, reader_column, permission, at_column) values
  ('finding-new', 'finding-new', 'finding', '{}', 'finding', 'id', null, null, 'body_id', 'finding.report-fix', 'created_at'),
  ('finding-fix-reported', 'finding-fix-reported', 'finding_step', '{"kind": "report-fix"}', 'finding', 'finding_id', 'finding', 'finding_id', 'by_id', 'finding.close', 'at'),
  ('finding-closed', 'finding-rechecked', 'finding_step', '{"kind": "close"}', 'finding', 'finding_id', 'finding', 'finding_id', 'body_id', 'finding.report-fix', 'at'),
  ('finding-renewed', 'finding-rechecked', 'finding_step', '{"kind": "renew"}', 'finding', 'finding_id', 'finding', 'finding_id', 'body_id', 'finding.report-fix', 'at'),
  ('finding-overdue', 'finding-overdue', 'finding_step', '{"kind": "overdue"}', 'finding', 'finding_id', 'finding', 'finding_id', 'body_id', 'finding.report-fix', 'at'),
  ('finding-overdue-inspector', 'finding-overdue', 'finding_step', '{"kind": "overdue"}', 'finding', 'finding_id', 'finding', 'finding_id', 'by_id', 'finding.close', 'at');
