drop function crm.contact_matching(text, text, text, int), crm.contact_tagged(text[], int);
drop table crm.contact;
