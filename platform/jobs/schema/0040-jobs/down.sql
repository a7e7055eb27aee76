set local role freehold_jobs;
drop schema graphile_worker cascade;
set local role freehold_migrator;
drop schema jobs cascade;
