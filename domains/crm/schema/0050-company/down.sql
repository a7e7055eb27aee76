drop function crm.company_matching(text, text, text, int), crm.company_tagged(text[], int);
drop table crm.company;
drop schema crm;
