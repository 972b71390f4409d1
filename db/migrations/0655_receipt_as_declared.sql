-- That a receipt is taken into the book of arrivals once is said by the register's declaration, as of every field that is unique.
drop index domain_arrival_receipt;
create unique index arrival_one_receipt_number on arrival (receipt_number) where voided_at is null;
