drop table records.import_mapping;
drop table records.import_link;
drop table records.import_failure;
drop table records.import_progress;
drop table records.import_chunk;
drop table records.import;
