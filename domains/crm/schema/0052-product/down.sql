drop function crm.product_matching(text, text, text, int), crm.product_tagged(text[], int);
drop table crm.product;
