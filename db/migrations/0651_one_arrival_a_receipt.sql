-- A receipt is taken into the book of arrivals once: who was entered already is told as such and not entered again.
create unique index domain_arrival_receipt on arrival (receipt_number) where receipt_number is not null and voided_at is null;
