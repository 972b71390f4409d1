-- In which of the two languages a person's mails are written; null = Vietnamese.
alter table notice_setting add column language text check (language in ('vi', 'en'));
grant insert (language), update (language) on notice_setting to pd_area, pd_whole;
