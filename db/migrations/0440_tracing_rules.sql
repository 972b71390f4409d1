-- How a disease is traced, as part of its dated rule: up to which tier (0: not from person to person), over which meetings, from how
-- many minutes together, what is close, the curves that rank infectors, what is due when; with its own source and confidence. Null: the
-- rule does not say; then those who met the case are looked for and nothing is due. See docs/adr/0054-tracing-by-rule.md.
alter table disease_rule add column tracing jsonb check (tracing is null or jsonb_typeof(tracing) = 'object' and (tracing ->> 'tiers')::int between 0 and 3 and jsonb_typeof(tracing -> 'exposures') = 'array');
-- Column grants are given to the table as a whole (0220), so that this one is read and inserted as the others.

-- COVID-19: F1 by CV 11042/BYT-DP and before it QĐ 5053/QĐ-BYT, F2 by QĐ 3468 and QĐ 3638/QĐ-BYT (not repealed, hence traced later as well, with low confidence);
-- list within 12 h, sample and isolate within 24 h: targets of provinces; days of tests by the rule of isolation in force (domain B3.3). Curves: Kang et al. 2022 (Delta).
update disease_rule r set tracing = jsonb_build_object(
    'tiers', 3, 'exposures', '["household", "visit", "encounter", "vehicle", "class", "ward", "team"]'::jsonb, 'leastMinutes', 0,
    'close', '{"metres": 2, "maskedMinutes": 15, "unmaskedMinutes": 0}'::jsonb,
    'incubation', '{"mean": 5.8, "sd": 2.6}'::jsonb, 'infectiousness', '{"mean": 0.3, "sd": 2.5}'::jsonb,
    'duties', '[{"code": "list", "tiers": [1], "since": "requested", "withinHours": 12}, {"code": "isolate", "tiers": [1], "since": "requested", "withinHours": 24},
      {"code": "sample", "tiers": [1], "since": "requested", "withinHours": 24}, {"code": "list", "tiers": [2], "since": "requested", "withinHours": 24}]'::jsonb
      || case when d.tests is null then '[]'::jsonb else jsonb_build_array(jsonb_build_object('code', 'test', 'tiers', '[1]'::jsonb, 'since', 'last-exposure', 'days', d.tests)) end
      || case when r.followup_days is null then '[]'::jsonb else jsonb_build_array(jsonb_build_object('code', 'release', 'tiers', '[1]'::jsonb, 'since', 'last-exposure', 'days', jsonb_build_array(r.followup_days))) end,
    'source', d.source, 'confidence', d.confidence)
  from (values
    (date '2020-01-29', '[1, 14]'::jsonb, 'QĐ 5053/QĐ-BYT (3/12/2020); QĐ 3468/QĐ-BYT (7/8/2020); thời hạn: chỉ tiêu của các tỉnh', 'medium'),
    ('2021-05-05', '[1, 14, 20]', 'CĐ 600/CĐ-BCĐ (5/5/2021); QĐ 5053/QĐ-BYT; thời hạn: chỉ tiêu của các tỉnh', 'medium'),
    ('2021-07-14', '[1, 7, 14]', 'CV 5599/BYT-MT (14/7/2021); QĐ 3638/QĐ-BYT (30/7/2021); thời hạn: chỉ tiêu của các tỉnh', 'medium'),
    ('2021-12-29', '[1, 7]', 'CV 11042/BYT-DP (29/12/2021); CV 10696/BYT-MT (16/12/2021); F2 theo QĐ 3638/QĐ-BYT', 'low'),
    ('2022-02-21', '[7]', 'CV 762/BYT-DP (21/2/2022); F2 theo QĐ 3638/QĐ-BYT', 'low'),
    ('2023-10-20', null, 'QĐ 3896/QĐ-BYT (19/10/2023); F2 theo QĐ 3638/QĐ-BYT', 'low'),
    ('2026-07-01', null, 'CV 11042/BYT-DP; F2 theo QĐ 3638/QĐ-BYT; chưa thấy hướng dẫn theo Luật Phòng bệnh 2025', 'low')) d (valid_from, tests, source, confidence)
  where r.disease_code = 'covid-19' and r.valid_from = d.valid_from and r.superseded_at is null;

-- Starter facts of other diseases (domain B5.7 and the contact definition of each rule): to be corrected by a revision.
update disease_rule r set tracing = jsonb_build_object('tiers', d.tiers, 'exposures', to_jsonb(d.exposures), 'leastMinutes', 0, 'close', '{"metres": 2, "maskedMinutes": 0, "unmaskedMinutes": 0}'::jsonb,
    'incubation', null, 'infectiousness', null, 'duties', '[]'::jsonb, 'source', d.source, 'confidence', 'low')
  from (values
    ('measles', 1, '{household,visit,encounter,vehicle,class,ward,team}'::text[], 'Lây qua không khí: cùng nhà, cùng lớp, cùng phòng theo định nghĩa tiếp xúc của quy định'),
    ('diphtheria', 1, '{household,encounter,class,ward,team}', 'Người sống cùng nhà, tiếp xúc gần theo định nghĩa tiếp xúc của quy định; gặp thoáng qua nơi công cộng không tính'),
    ('meningococcal', 1, '{household,encounter,class,ward,team}', 'Người sống cùng nhà, tiếp xúc gần theo định nghĩa tiếp xúc của quy định; gặp thoáng qua nơi công cộng không tính'),
    ('hand-foot-mouth', 1, '{household,encounter,class}', 'QĐ 581/QĐ-BYT (2012): trẻ cùng nhà, cùng lớp, cùng nhóm chơi'),
    ('dengue', 0, '{}', 'QĐ 3711/QĐ-BYT (2014): lây qua muỗi, khoanh vùng bán kính 200 m, không truy vết người gặp người'),
    ('rabies', 0, '{}', 'Lây qua vết cắn của động vật; lập danh sách người phơi nhiễm, không truy vết người gặp người')) d (code, tiers, exposures, source)
  where r.disease_code = d.code and r.superseded_at is null;
