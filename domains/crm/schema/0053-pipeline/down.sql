drop table crm.stage;
drop table crm.pipeline;
