-- The columns of a real district report of December 2021 as a form. What no law prescribes is data: a form of one's own is
-- another dated row with its columns.

insert into quick_form (id, name, name_en, valid_from, counts_from, source, confidence) values
  ('covid-2021', 'Báo cáo nhanh công tác phòng, chống dịch COVID-19', 'Daily quick report on COVID-19', '2020-01-01', '2021-04-27',
   'Biểu của UBND huyện Gia Lộc, Hải Dương, ngày 07/12/2021; lũy tích tính từ 27/4/2021 (đợt dịch thứ tư)', 'medium');
insert into quick_cut_off (form_id, level, at, valid_from, source, confidence) values
  ('covid-2021', 'commune', '15:00', '2020-01-01', 'Quy ước: xã gửi trước giờ chốt của huyện (15–16 giờ); chưa có văn bản quy định thống nhất', 'medium'),
  ('covid-2021', 'district', '16:00', '2020-01-01', 'Quy ước: huyện chốt số liệu lúc 15–16 giờ', 'medium'),
  ('covid-2021', 'province', '17:00', '2020-01-01', 'Quy ước: tỉnh chốt số liệu lúc 17 giờ, bản tin của Bộ Y tế lúc 18 giờ', 'medium');

insert into quick_block (form_id, code, position, label, label_en, confidence, source)
select 'covid-2021', b.code, row_number() over (), b.label, b.label_en, case when b.real then 'high' else 'medium' end,
  case when b.real then 'Biểu của UBND huyện Gia Lộc, Hải Dương, ngày 07/12/2021' else 'Thực tế báo cáo của các địa phương năm 2021, chưa có mẫu thống nhất' end
from (values
  ('f0', 'F0 (ca mắc)', 'F0 (cases)', true),
  ('f1', 'F1 (tiếp xúc gần)', 'F1 (close contacts)', true),
  ('f2', 'F2', 'F2', true),
  ('returned', 'Người về từ vùng dịch', 'People from affected areas', true),
  ('entry', 'Người nhập cảnh', 'Entrants', true),
  ('fever', 'Ho, sốt trong cộng đồng', 'Cough and fever in the community', true),
  ('sample_f1', 'Lấy mẫu F1', 'Samples of F1', true),
  ('sample_f2', 'Lấy mẫu F2', 'Samples of F2', true),
  ('sample_zone', 'Lấy mẫu khu phong tỏa', 'Samples in locked zones', true),
  ('sample_fever', 'Lấy mẫu ho, sốt', 'Samples of cough and fever', true),
  ('sample_other', 'Lấy mẫu khác', 'Other samples', true),
  ('quarantine', 'Cách ly tập trung', 'Central quarantine', true),
  ('home', 'Cách ly tại nhà', 'Home quarantine', false),
  ('zone', 'Khu phong tỏa', 'Locked zones', false),
  ('vaccine', 'Tiêm chủng', 'Vaccination', false),
  ('checkpoint', 'Chốt kiểm soát', 'Checkpoints', false),
  ('violation', 'Xử lý vi phạm', 'Violations', false),
  ('team', 'Tổ COVID cộng đồng', 'Community teams', false),
  ('support', 'Hỗ trợ', 'Support', false),
  ('supply', 'Vật tư tồn', 'Supplies in store', false)
) b (code, label, label_en, real);

insert into quick_column (form_id, block, code, position, label, label_en, unit, kind, indicator, class, accumulates, out_of, less, rate_of, is_key)
select 'covid-2021', c.* from (values
  ('f0', 'f0_new', 1, 'Mắc mới trong ngày', 'New today', 'ca', 'new', 'covid-confirmed', null, null, null, '{}'::text[], null, true),
  ('f0', 'f0_total', 2, 'Lũy tích', 'Cumulative', 'ca', 'cumulative', 'covid-confirmed', null, 'f0_new', null, '{}', null, true),
  ('f0', 'f0_current', 3, 'Đang điều trị', 'In care', 'ca', 'current', null, null, null, 'f0_total', '{f0_recovered,f0_died,f0_moved}', null, true),
  ('f0', 'f0_recovered', 4, 'Ra viện, khỏi (lũy tích)', 'Recovered (cumulative)', 'ca', 'finished', 'covid-recovered', null, null, null, '{}', null, true),
  ('f0', 'f0_died', 5, 'Tử vong (lũy tích)', 'Died (cumulative)', 'ca', 'finished', 'covid-died', null, null, null, '{}', null, true),
  ('f0', 'f0_moved', 6, 'Chuyển nơi khác (lũy tích)', 'Moved elsewhere (cumulative)', 'ca', 'moved', 'covid-moved', null, null, null, '{}', null, false),
  ('f0', 'f0_again_new', 7, 'Tái dương tính mới', 'Positive again, new', 'ca', 'new', null, null, null, null, '{}', null, false),
  ('f0', 'f0_again_total', 8, 'Tái dương tính lũy tích', 'Positive again, cumulative', 'ca', 'cumulative', null, null, 'f0_again_new', null, '{}', null, false),
  ('f0', 'f0_community', 9, 'Mới: tại cộng đồng', 'New: in the community', 'ca', 'new', 'covid-confirmed', 'community', null, null, '{}', null, true),
  ('f0', 'f0_quarantine', 10, 'Mới: khu cách ly', 'New: in quarantine', 'ca', 'new', 'covid-confirmed', 'quarantine', null, null, '{}', null, false),
  ('f0', 'f0_zone', 11, 'Mới: khu phong tỏa', 'New: in a locked zone', 'ca', 'new', 'covid-confirmed', 'locked-zone', null, null, '{}', null, false),
  ('f0', 'f0_entry', 12, 'Mới: nhập cảnh', 'New: on entry', 'ca', 'new', 'covid-confirmed', 'entry', null, null, '{}', null, false),
  ('f0', 'f0_hospital', 13, 'Mới: sàng lọc ở cơ sở y tế', 'New: screening at a facility', 'ca', 'new', 'covid-confirmed', 'hospital-screening', null, null, '{}', null, false),
  ('fever', 'fever_new', 1, 'Phát sinh trong ngày', 'New today', 'người', 'new', null, null, null, null, '{}', null, false),
  ('fever', 'fever_total', 2, 'Lũy kế: tổng số', 'Cumulative', 'người', 'cumulative', null, null, 'fever_new', null, '{}', null, false),
  ('fever', 'fever_tested', 3, 'Lũy kế: đã xét nghiệm', 'Cumulative: tested', 'người', 'finished', null, null, null, null, '{}', null, false),
  ('quarantine', 'quarantine_new', 1, 'Phát sinh trong ngày', 'New today', 'người', 'new', null, null, null, null, '{}', null, false),
  ('quarantine', 'quarantine_current', 2, 'Hiện cách ly', 'Now in quarantine', 'người', 'current', null, null, null, 'quarantine_total', '{quarantine_done,quarantine_moved}', null, true),
  ('quarantine', 'quarantine_done', 3, 'Hoàn thành', 'Finished', 'người', 'finished', null, null, null, null, '{}', null, false),
  ('quarantine', 'quarantine_moved', 4, 'Chuyển tuyến', 'Moved on', 'người', 'moved', null, null, null, null, '{}', null, false),
  ('quarantine', 'quarantine_total', 5, 'Lũy kế', 'Cumulative', 'người', 'cumulative', null, null, 'quarantine_new', null, '{}', null, false),
  ('zone', 'zone_count', 1, 'Số khu', 'Zones', 'khu', 'stock', null, null, null, null, '{}', null, false),
  ('zone', 'zone_households', 2, 'Số hộ', 'Households', 'hộ', 'stock', null, null, null, null, '{}', null, false),
  ('zone', 'zone_people', 3, 'Số người', 'People', 'người', 'stock', null, null, null, null, '{}', null, false),
  ('vaccine', 'vaccine_target', 1, 'Đối tượng', 'Eligible', 'người', 'stock', null, null, null, null, '{}', null, false),
  ('vaccine', 'vaccine_new', 2, 'Mũi tiêm trong ngày', 'Doses today', 'mũi', 'new', null, null, null, null, '{}', null, false),
  ('vaccine', 'vaccine_1', 3, 'Lũy kế mũi 1', 'First doses', 'người', 'finished', null, null, null, null, '{}', null, false),
  ('vaccine', 'vaccine_2', 4, 'Lũy kế mũi 2', 'Second doses', 'người', 'finished', null, null, null, null, '{}', null, false),
  ('vaccine', 'vaccine_3', 5, 'Lũy kế mũi 3', 'Third doses', 'người', 'finished', null, null, null, null, '{}', null, false),
  ('vaccine', 'vaccine_rate', 6, 'Tỷ lệ tiêm mũi 1', 'First dose rate', '%', 'rate', null, null, null, 'vaccine_target', '{}', 'vaccine_1', false),
  ('checkpoint', 'checkpoint_people', 1, 'Lượt người trong ngày', 'People today', 'lượt', 'new', null, null, null, null, '{}', null, false),
  ('checkpoint', 'checkpoint_vehicles', 2, 'Lượt xe trong ngày', 'Vehicles today', 'lượt', 'new', null, null, null, null, '{}', null, false),
  ('violation', 'violation_cases', 1, 'Số vụ trong ngày', 'Cases today', 'vụ', 'new', null, null, null, null, '{}', null, false),
  ('violation', 'violation_people', 2, 'Số người', 'People', 'người', 'new', null, null, null, null, '{}', null, false),
  ('violation', 'violation_money', 3, 'Số tiền phạt', 'Fines', 'đồng', 'new', null, null, null, null, '{}', null, false),
  ('team', 'team_count', 1, 'Số tổ', 'Teams', 'tổ', 'stock', null, null, null, null, '{}', null, false),
  ('team', 'team_visits', 2, 'Lượt hộ trong ngày', 'Households visited today', 'lượt', 'new', null, null, null, null, '{}', null, false),
  ('support', 'support_people', 1, 'Số người', 'People', 'người', 'new', null, null, null, null, '{}', null, false),
  ('support', 'support_money', 2, 'Số tiền', 'Money', 'đồng', 'new', null, null, null, null, '{}', null, false),
  ('supply', 'supply_masks', 1, 'Khẩu trang', 'Masks', 'chiếc', 'stock', null, null, null, null, '{}', null, false),
  ('supply', 'supply_suits', 2, 'Trang phục phòng hộ', 'Protective suits', 'bộ', 'stock', null, null, null, null, '{}', null, false),
  ('supply', 'supply_tests', 3, 'Bộ xét nghiệm nhanh', 'Rapid tests', 'bộ', 'stock', null, null, null, null, '{}', null, false)
) c (block, code, position, label, label_en, unit, kind, indicator, class, accumulates, out_of, less, rate_of, is_key);

-- Those who are watched for a time: new, current, finished, cumulative.
insert into quick_column (form_id, block, code, position, label, label_en, unit, kind, accumulates, out_of, less, is_key)
select 'covid-2021', b, b || '_' || c.code, c.position, c.label, c.label_en, 'người', c.kind, b || c.accumulates, b || c.out_of, case when c.less is null then '{}' else array[b || c.less] end, b = 'f1' and c.code = 'new' or b in ('f1', 'home') and c.code = 'current'
from unnest(array['f1', 'f2', 'returned', 'entry', 'home']) b, (values
  ('new', 1, 'Phát sinh trong ngày', 'New today', 'new', null, null, null),
  ('current', 2, 'Đang cách ly', 'In quarantine', 'current', null, '_total', '_done'),
  ('done', 3, 'Hoàn thành', 'Finished', 'finished', null, null, null),
  ('total', 4, 'Cộng lũy kế', 'Cumulative', 'cumulative', '_new', null, null)
) c (code, position, label, label_en, kind, accumulates, out_of, less);

-- Samples by whom they were taken of: new, cumulative, negative, positive, waiting.
insert into quick_column (form_id, block, code, position, label, label_en, unit, kind, accumulates, out_of, less)
select 'covid-2021', b, b || '_' || c.code, c.position, c.label, c.label_en, 'mẫu', c.kind, case when c.code = 'total' then b || '_new' end,
  case when c.code = 'waiting' then b || '_total' end, case when c.code = 'waiting' then array[b || '_negative', b || '_positive'] else '{}' end
from unnest(array['sample_f1', 'sample_f2', 'sample_zone', 'sample_fever', 'sample_other']) b, (values
  ('new', 1, 'Phát sinh', 'New', 'new'),
  ('total', 2, 'Lũy kế', 'Cumulative', 'cumulative'),
  ('negative', 3, 'Kết quả (−)', 'Negative', 'finished'),
  ('positive', 4, 'Kết quả (+)', 'Positive', 'finished'),
  ('waiting', 5, 'Chờ kết quả', 'Waiting', 'waiting')
) c (code, position, label, label_en, kind);
