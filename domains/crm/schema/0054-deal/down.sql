drop function crm.deal_matching(text, text, text), crm.deal_tagged(text[]);
drop table crm.deal;
