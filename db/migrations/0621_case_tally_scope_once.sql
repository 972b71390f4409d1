-- The tallies of cases are read by tens of thousands of rows for a whole province, so their scope is worked out once a query, as that of
-- tasks is since 0050. (m) 5 µs a row for the calls, 0.2 for the sub-selects.
alter policy case_tally_read on case_tally using (
  'disease_case' = any ((select app_reads())::text[])
  and ((area_id between (select app_area_lo()) and (select app_area_hi()) and area_id in (select unnest(app_area_ids())))
    or (detection_area_id between (select app_area_lo()) and (select app_area_hi()) and detection_area_id in (select unnest(app_area_ids())))));
alter policy case_clock_tally_read on case_clock_tally using (
  'disease_case' = any ((select app_reads())::text[])
  and ((area_id between (select app_area_lo()) and (select app_area_hi()) and area_id in (select unnest(app_area_ids())))
    or (detection_area_id between (select app_area_lo()) and (select app_area_hi()) and detection_area_id in (select unnest(app_area_ids())))));
