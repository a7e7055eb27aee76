drop table crm.setting;
