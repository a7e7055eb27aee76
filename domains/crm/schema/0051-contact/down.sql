drop function crm.contact_matching(text, text, text), crm.contact_tagged(text[]);
drop table crm.contact;
