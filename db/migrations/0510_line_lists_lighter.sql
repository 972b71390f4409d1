-- Line lists (ADR 0065): a register that takes rows in bulk keeps no entry of an index for a link or a second place that a row leaves empty.
drop index disease_case_list_detection_area_id;
create index disease_case_list_detection_area_id on disease_case (detection_area_id, diagnosed_at desc, id desc) where detection_area_id is not null;
drop index disease_case_individual_id;
create index disease_case_individual_id on disease_case (individual_id) where individual_id is not null;
drop index disease_case_linked_case_id;
create index disease_case_linked_case_id on disease_case (linked_case_id) where linked_case_id is not null;
drop index disease_case_outbreak_id;
drop index domain_case_outbreak; -- the same as the next
create index disease_case_outbreak_id on disease_case (outbreak_id) where outbreak_id is not null;
drop index domain_counted_disease_case_area_id_outcome_on;
create index domain_counted_disease_case_area_id_outcome_on on disease_case (area_id, outcome_on) where outcome_on is not null;

-- How many keys begin with some words: by a hundred steps the planner takes it for one row, and walked everybody's of a name for each area of a district.
alter table individual_key alter column key set statistics 1000;
