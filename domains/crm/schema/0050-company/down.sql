drop function crm.company_matching(text, text, text), crm.company_tagged(text[]);
drop table crm.company;
drop schema crm;
