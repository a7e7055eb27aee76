drop table crm.note;
