drop function crm.deal_matching(text, text, text, int), crm.deal_tagged(text[], int);
drop table crm.deal;
