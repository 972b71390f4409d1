-- A role holds over two hundred permissions by now, and whoever holds them may lend all: the bound is against nonsense alone.
alter table delegation drop constraint delegation_permissions_check;
alter table delegation add constraint delegation_permissions_check check (cardinality(permissions) between 1 and 2000 and are_delegable(permissions));
