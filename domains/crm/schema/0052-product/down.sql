drop function crm.product_matching(text, text, text), crm.product_tagged(text[]);
drop table crm.product;
