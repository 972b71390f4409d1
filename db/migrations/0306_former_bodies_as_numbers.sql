-- Policies ask of every row whether it lies between the lowest and the highest body taken over. The gate sets the two as
-- numbers (openingOf), so that a row is told off without the list being read anew for each of its columns.
create or replace function app_former_lo() returns int language sql stable parallel safe
  return nullif(current_setting('app.former_lo', true), '')::int;
create or replace function app_former_hi() returns int language sql stable parallel safe
  return nullif(current_setting('app.former_hi', true), '')::int;
