-- What directives and levels say of activities (domain B3.10, B3.11): dated, editable rows with their source and how sure they are.
-- A zone takes measures from here; an area whose level is in force is under the rows of that level. See docs/adr/0068-zones.md.
create table measure_activity (
  code text primary key check (code ~ '^[a-z]+(-[a-z]+)*$'),
  name text not null,
  name_en text not null,
  position int not null
);
alter table measure_activity enable row level security;
create policy measure_activity_read on measure_activity for select to pd_area, pd_whole using (app_post() is not null);
grant select on measure_activity to pd_area, pd_whole, phaodai_system;

create table measure_regime (
  code text primary key check (code ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  name text not null,
  name_en text not null,
  level int check (level between 1 and 4),      -- null: applied by a decision; else by the level in force
  position int not null
);
create unique index measure_regime_level on measure_regime (level) where level is not null;
alter table measure_regime enable row level security;
create policy measure_regime_read on measure_regime for select to pd_area, pd_whole using (app_post() is not null);
grant select on measure_regime to pd_area, pd_whole, phaodai_system;

create table measure_rule (
  id uuid primary key default gen_random_uuid(),
  regime text not null references measure_regime,
  activity text not null references measure_activity,
  valid_from date not null,
  valid_to date,
  answer text not null check (answer in ('open', 'required', 'limited', 'stopped')),
  words text not null check (char_length(words) between 1 and 500),
  words_en text not null check (char_length(words_en) between 1 and 500),
  clause text check (char_length(clause) between 1 and 100),      -- null: the project has not read which
  source text not null check (char_length(source) between 1 and 300),
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  note text check (char_length(note) between 1 and 500),
  superseded_at timestamptz,
  changed_by uuid default app_post(),
  changed_at timestamptz not null default now(),
  change_reason text check (char_length(change_reason) between 1 and 1000),
  check (valid_to is null or valid_to >= valid_from),
  constraint measure_rule_once exclude using gist (regime with =, activity with =, daterange(valid_from, valid_to, '[]') with &&) where (superseded_at is null)
);
create index measure_rule_regime on measure_rule (regime, valid_from);
create index measure_rule_activity on measure_rule (activity);
alter table measure_rule enable row level security;
create policy measure_rule_read on measure_rule for select to pd_area, pd_whole using (app_post() is not null);
create policy measure_rule_write on measure_rule for insert to pd_area, pd_whole
  with check (app_permission() = 'measure_rule.manage' and changed_by = app_post() and superseded_at is null and change_reason is not null);
create policy measure_rule_change on measure_rule for update to pd_area, pd_whole using (app_permission() = 'measure_rule.manage' and superseded_at is null) with check (true);
grant select on measure_rule to pd_area, pd_whole, phaodai_system;
grant insert, update (superseded_at) on measure_rule to pd_area, pd_whole;
create trigger audit after insert or update or delete on measure_rule for each row execute function audit_row();
insert into role_permission (role, permission) values ('admin', 'measure_rule.manage'), ('province-leader', 'measure_rule.manage');
insert into role_permission (role, permission) select name, 'measure_rule.read' from role;

insert into measure_activity (code, name, name_en, position) values
  ('gathering', 'Tụ tập, họp mặt, việc hiếu, việc hỷ', 'Gatherings, weddings, funerals', 1),
  ('movement', 'Ra khỏi nhà, đi lại', 'Leaving home, moving about', 2),
  ('distance', 'Khoảng cách khi tiếp xúc', 'Physical distance', 3),
  ('transport', 'Vận tải hành khách công cộng', 'Public passenger transport', 4),
  ('goods', 'Vận chuyển hàng hóa, sản xuất', 'Goods transport, production', 5),
  ('delivery', 'Giao hàng bằng xe hai bánh', 'Two-wheel delivery', 6),
  ('shops', 'Cửa hàng, siêu thị', 'Shops, supermarkets', 7),
  ('eating', 'Ăn uống tại chỗ, chợ truyền thống', 'Restaurants, traditional markets', 8),
  ('services', 'Dịch vụ nguy cơ cao: karaoke, quán bar, vũ trường, mát-xa, internet, trò chơi, làm tóc, làm đẹp', 'High-risk services: karaoke, bars, dancing, massage, internet, games, hair and beauty', 9),
  ('vendors', 'Bán hàng rong, vé số', 'Street vendors, lottery', 10),
  ('school', 'Dạy và học trực tiếp', 'Teaching in person', 11),
  ('office', 'Làm việc tại cơ quan', 'Work in offices', 12),
  ('worship', 'Tôn giáo, tín ngưỡng, lễ hội', 'Worship, festivals', 13),
  ('tourism', 'Lưu trú, du lịch, văn hóa, thể thao', 'Hotels, tourism, culture, sport', 14),
  ('declaration', 'Quét mã QR, khai báo y tế', 'QR check-in, health declaration', 15);

insert into measure_regime (code, name, name_en, level, position) values
  ('ct-15', 'Chỉ thị 15/CT-TTg', 'Directive 15/CT-TTg', null, 1),
  ('ct-16', 'Chỉ thị 16/CT-TTg', 'Directive 16/CT-TTg', null, 2),
  ('ct-19', 'Chỉ thị 19/CT-TTg', 'Directive 19/CT-TTg', null, 3),
  ('nq-128-1', 'Nghị quyết 128, cấp 1', 'Resolution 128, level 1', 1, 4),
  ('nq-128-2', 'Nghị quyết 128, cấp 2', 'Resolution 128, level 2', 2, 5),
  ('nq-128-3', 'Nghị quyết 128, cấp 3', 'Resolution 128, level 3', 3, 6),
  ('nq-128-4', 'Nghị quyết 128, cấp 4', 'Resolution 128, level 4', 4, 7);

-- Directives 15, 16, 19: as legal services summarise them. They were taken up again in 2021, so their rows stay open.
insert into measure_rule (regime, activity, valid_from, answer, words, words_en, source, confidence, note)
select r, a, d::date, answer, words, en, source, 'medium', 'Theo bản tóm tắt của dịch vụ pháp luật; chưa đối chiếu điểm, khoản với nguyên văn.'
from (values
  ('ct-15', '2020-03-27', 'Chỉ thị 15/CT-TTg ngày 27/3/2020', 'gathering', 'limited', 'Không tập trung quá 20 người trong một phòng; không tụ tập từ 10 người trở lên ngoài phạm vi công sở, trường học, bệnh viện.', 'No more than 20 people in one room; no groups of 10 or more outside offices, schools and hospitals.'),
  ('ct-15', '2020-03-27', 'Chỉ thị 15/CT-TTg ngày 27/3/2020', 'distance', 'required', 'Giữ khoảng cách tối thiểu 2 m khi tiếp xúc.', 'Keep a distance of at least 2 m.'),
  ('ct-15', '2020-03-27', 'Chỉ thị 15/CT-TTg ngày 27/3/2020', 'services', 'stopped', 'Tạm dừng cơ sở kinh doanh dịch vụ không thiết yếu.', 'Non-essential services are closed.'),
  ('ct-15', '2020-03-27', 'Chỉ thị 15/CT-TTg ngày 27/3/2020', 'movement', 'limited', 'Hạn chế đi lại từ nơi có dịch đến nơi khác.', 'Travel from affected areas is limited.'),
  ('ct-15', '2020-03-27', 'Chỉ thị 15/CT-TTg ngày 27/3/2020', 'worship', 'limited', 'Dừng nghi lễ tôn giáo, tín ngưỡng từ 20 người trở lên.', 'Worship with 20 people or more is stopped.'),
  ('ct-16', '2020-03-31', 'Chỉ thị 16/CT-TTg ngày 31/3/2020', 'gathering', 'stopped', 'Không tụ tập quá 2 người ngoài phạm vi công sở, trường học, bệnh viện và nơi công cộng.', 'No groups of more than 2 people outside offices, schools, hospitals and in public.'),
  ('ct-16', '2020-03-31', 'Chỉ thị 16/CT-TTg ngày 31/3/2020', 'movement', 'limited', 'Gia đình cách ly với gia đình, thôn bản với thôn bản, xã với xã, huyện với huyện, tỉnh với tỉnh; chỉ ra ngoài khi thật cần thiết (lương thực, thuốc men, cấp cứu, làm việc ở cơ sở được hoạt động).', 'Family apart from family, village from village, commune from commune, district from district, province from province; go out only for essentials (food, medicine, emergencies, work at places that are open).'),
  ('ct-16', '2020-03-31', 'Chỉ thị 16/CT-TTg ngày 31/3/2020', 'distance', 'required', 'Giữ khoảng cách tối thiểu 2 m khi giao tiếp.', 'Keep a distance of at least 2 m.'),
  ('ct-16', '2020-03-31', 'Chỉ thị 16/CT-TTg ngày 31/3/2020', 'services', 'stopped', 'Tạm dừng dịch vụ không thiết yếu.', 'Non-essential services are closed.'),
  ('ct-16', '2020-03-31', 'Chỉ thị 16/CT-TTg ngày 31/3/2020', 'shops', 'limited', 'Chỉ cơ sở kinh doanh hàng hóa, dịch vụ thiết yếu được mở.', 'Only shops for essential goods are open.'),
  ('ct-16', '2020-03-31', 'Chỉ thị 16/CT-TTg ngày 31/3/2020', 'goods', 'limited', 'Nhà máy, cơ sở sản xuất hoạt động khi bảo đảm điều kiện phòng, chống dịch.', 'Factories work under conditions.'),
  ('ct-16', '2020-03-31', 'Chỉ thị 16/CT-TTg ngày 31/3/2020', 'worship', 'stopped', 'Dừng nghi lễ tôn giáo, tín ngưỡng, lễ hội tập trung người.', 'Worship and festivals with gatherings are stopped.'),
  ('ct-19', '2020-04-24', 'Chỉ thị 19/CT-TTg ngày 24/4/2020', 'gathering', 'limited', 'Không tập trung đông người; dừng lễ hội và sự kiện tập trung đông người.', 'No big crowds; large gatherings and festivals are stopped.'),
  ('ct-19', '2020-04-24', 'Chỉ thị 19/CT-TTg ngày 24/4/2020', 'distance', 'required', 'Giữ khoảng cách tối thiểu 1 m khi tiếp xúc.', 'Keep a distance of at least 1 m.'),
  ('ct-19', '2020-04-24', 'Chỉ thị 19/CT-TTg ngày 24/4/2020', 'services', 'stopped', 'Đóng cửa cơ sở vui chơi, giải trí, làm đẹp, karaoke, mát-xa, quán bar, vũ trường.', 'Entertainment, beauty, karaoke, massage and bars are closed.'),
  ('ct-19', '2020-04-24', 'Chỉ thị 19/CT-TTg ngày 24/4/2020', 'shops', 'open', 'Phần lớn cơ sở kinh doanh được mở lại.', 'Most businesses open again.'),
  ('ct-19', '2020-04-24', 'Chỉ thị 19/CT-TTg ngày 24/4/2020', 'movement', 'required', 'Đi lại bình thường, đeo khẩu trang.', 'Normal movement with a mask.'),
  ('ct-19', '2020-04-24', 'Chỉ thị 19/CT-TTg ngày 24/4/2020', 'worship', 'limited', 'Hạn chế nghi lễ tôn giáo, tín ngưỡng.', 'Worship is limited.')
) as v (r, d, source, a, answer, words, en);

-- NQ 128: the temporary rules by level. The day they ended is taken from the change of COVID-19 to group B.
insert into measure_rule (regime, activity, valid_from, valid_to, answer, words, words_en, source, confidence, note)
select 'nq-128-' || n, a, '2021-10-11', '2023-10-19', said[1], said[2], said[3], 'Nghị quyết 128/NQ-CP ngày 11/10/2021, Quy định tạm thời' || case when sure then '' else ' (bảng theo cấp)' end, case when sure then 'high' else 'medium' end,
  'Ngày hết áp dụng suy từ ngày COVID-19 chuyển sang nhóm B; địa phương có thể quy định thêm.'
from (values
  ('gathering', false, array['open','Được tổ chức.','Allowed.'], array['limited','Hạn chế: theo số người và điều kiện.','Limited in number and by conditions.'], array['limited','Hạn chế: theo số người và điều kiện.','Limited in number and by conditions.'], array['stopped','Không tổ chức, hoặc rất hạn chế.','Not allowed, or very limited.']),
  ('transport', false, array['open','Hoạt động.','Running.'], array['open','Hoạt động.','Running.'], array['limited','Hoạt động có điều kiện.','Running under conditions.'], array['stopped','Dừng, hoặc hạn chế.','Stopped, or limited.']),
  ('goods', true, array['open','Hoạt động.','Running.'], array['open','Hoạt động.','Running.'], array['open','Hoạt động.','Running.'], array['open','Hoạt động, có phương án an toàn.','Running, with a safe plan.']),
  ('delivery', false, array['open','Hoạt động.','Running.'], array['open','Hoạt động.','Running.'], array['limited','Hoạt động, giới hạn số người.','Running, in limited number.'], array['limited','Hạn chế.','Limited.']),
  ('shops', false, array['open','Mở cửa.','Open.'], array['open','Mở cửa.','Open.'], array['limited','Hạn chế.','Limited.'], array['limited','Hạn chế.','Limited.']),
  ('eating', true, array['open','Mở cửa.','Open.'], array['open','Mở cửa.','Open.'], array['open','Mở cửa.','Open.'], array['limited','Hạn chế.','Limited.']),
  ('services', true, array['limited','Mở cửa hoặc hạn chế, theo quy định của tỉnh.','Open or limited, as the province rules.'], array['limited','Hạn chế.','Limited.'], array['limited','Hạn chế hoặc dừng.','Limited or stopped.'], array['stopped','Dừng.','Stopped.']),
  ('vendors', false, array['open','Hoạt động.','Running.'], array['open','Hoạt động.','Running.'], array['limited','Hạn chế.','Limited.'], array['stopped','Dừng.','Stopped.']),
  ('school', false, array['open','Học trực tiếp.','In person.'], array['limited','Học trực tiếp, có thể hạn chế.','In person, may be limited.'], array['limited','Hạn chế.','Limited.'], array['stopped','Dừng, hoặc hạn chế.','Stopped, or limited.']),
  ('office', false, array['open','Bình thường.','Normal.'], array['open','Bình thường.','Normal.'], array['limited','Giảm số người làm việc tại chỗ.','Fewer people on site.'], array['limited','Giảm số người làm việc tại chỗ.','Fewer people on site.']),
  ('worship', false, array['open','Hoạt động.','Running.'], array['limited','Hạn chế.','Limited.'], array['limited','Hạn chế.','Limited.'], array['stopped','Dừng.','Stopped.']),
  ('tourism', true, array['open','Hoạt động.','Running.'], array['open','Hoạt động.','Running.'], array['limited','Hạn chế.','Limited.'], array['limited','Hạn chế hoặc dừng.','Limited or stopped.']),
  ('declaration', true, array['required','Bắt buộc.','Required.'], array['required','Bắt buộc.','Required.'], array['required','Bắt buộc.','Required.'], array['required','Bắt buộc.','Required.'])
) as v (a, sure, l1, l2, l3, l4), lateral (values (1, l1), (2, l2), (3, l3), (4, l4)) as x (n, said);

-- Duties that a zone opens, as dated rows: who is obliged, what, by when. A convention of the project, to be edited by the province.
create table zone_duty (
  id uuid primary key default gen_random_uuid(),
  code text not null check (code ~ '^[a-z]+(-[a-z]+)*$'),
  kinds text[] not null,                          -- kinds of zones
  holder text not null check (holder in ('police', 'health-station', 'people-committee', 'front-committee')),
  days int not null check (days between 0 and 60),
  nature text not null check (nature in ('deliverable', 'standing')),
  words text not null check (char_length(words) between 1 and 500),  -- {zone} is the name of the zone
  topics text[] not null default '{}',
  position int not null,
  valid_from date not null,
  valid_to date,
  source text not null,
  confidence text not null check (confidence in ('high', 'medium', 'low')),
  superseded_at timestamptz,
  changed_by uuid default app_post(),
  changed_at timestamptz not null default now(),
  change_reason text check (char_length(change_reason) between 1 and 1000),
  check (valid_to is null or valid_to >= valid_from)
);
create unique index zone_duty_code on zone_duty (code, valid_from) where superseded_at is null;
alter table zone_duty enable row level security;
create policy zone_duty_read on zone_duty for select to pd_area, pd_whole using (app_post() is not null);
create policy zone_duty_write on zone_duty for insert to pd_area, pd_whole
  with check (app_permission() = 'measure_rule.manage' and changed_by = app_post() and superseded_at is null and change_reason is not null);
create policy zone_duty_change on zone_duty for update to pd_area, pd_whole using (app_permission() = 'measure_rule.manage' and superseded_at is null) with check (true);
grant select on zone_duty to pd_area, pd_whole, phaodai_system;
grant insert, update (superseded_at) on zone_duty to pd_area, pd_whole;
create trigger audit after insert or update or delete on zone_duty for each row execute function audit_row();
insert into zone_duty (code, kinds, holder, days, nature, words, topics, position, valid_from, source, confidence) values
  ('checkpoint', '{lockdown,restricted}', 'police', 0, 'standing', 'Lập chốt kiểm soát người ra, vào {zone}, trực 24/24 giờ cho đến khi dỡ bỏ', '{checkpoints}', 1, '2020-01-01', 'Quy ước của hệ thống; tỉnh điều chỉnh theo phương án của mình', 'low'),
  ('test-round', '{lockdown,restricted}', 'health-station', 2, 'deliverable', 'Lấy mẫu xét nghiệm cho người trong {zone}, báo cáo kết quả', '{surveillance-testing}', 2, '2020-01-01', 'Quy ước của hệ thống; tỉnh điều chỉnh theo phương án của mình', 'low'),
  ('health-watch', '{lockdown}', 'health-station', 0, 'standing', 'Theo dõi sức khỏe hằng ngày người trong {zone}', '{surveillance-testing}', 3, '2020-01-01', 'Quy ước của hệ thống; tỉnh điều chỉnh theo phương án của mình', 'low'),
  ('supplies', '{lockdown}', 'people-committee', 1, 'standing', 'Cung ứng lương thực, thực phẩm, thuốc men, hàng thiết yếu cho người trong {zone}', '{supplies-equipment}', 4, '2020-01-01', 'Quy ước của hệ thống; tỉnh điều chỉnh theo phương án của mình', 'low'),
  ('support', '{lockdown}', 'front-committee', 3, 'deliverable', 'Lập danh sách người khó khăn, người yếu thế trong {zone} và hỗ trợ', '{support-policy}', 5, '2020-01-01', 'Quy ước của hệ thống; tỉnh điều chỉnh theo phương án của mình', 'low'),
  ('announce', '{restricted,distancing}', 'people-committee', 0, 'deliverable', 'Thông báo biện pháp áp dụng tại {zone} đến từng hộ gia đình, cơ sở kinh doanh', '{communication}', 6, '2020-01-01', 'Quy ước của hệ thống; tỉnh điều chỉnh theo phương án của mình', 'low'),
  ('inspect', '{distancing}', 'police', 1, 'standing', 'Tuần tra, kiểm tra việc thực hiện biện pháp tại {zone}, xử lý vi phạm', '{inspection}', 7, '2020-01-01', 'Quy ước của hệ thống; tỉnh điều chỉnh theo phương án của mình', 'low');
