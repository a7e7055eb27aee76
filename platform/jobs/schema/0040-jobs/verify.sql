do $$
declare forbidden text;
begin
  if not (select relrowsecurity and relforcerowsecurity from pg_class where oid = 'jobs.job'::regclass) then
    raise exception 'jobs.job is not under row security';
  end if;
  select string_agg(attname, ', ') into forbidden from pg_attribute
    where attrelid = 'jobs.job'::regclass and attnum > 0 and not attisdropped
      and attname in ('payload', 'checkpoint', 'result', 'actor_id', 'actor_name', 'progress_note', 'error_detail', 'dedupe_key')
      and has_column_privilege('freehold_jobs', attrelid, attnum, 'select');
  if forbidden is not null then
    raise exception 'the relay can read %', forbidden;
  end if;
  if has_table_privilege('freehold_app', 'jobs.job', 'delete') then
    raise exception 'the application can delete jobs';
  end if;
  if has_table_privilege('freehold_app', 'jobs.worker', 'select') then
    raise exception 'the application can read jobs.worker';
  end if;
  if has_schema_privilege('freehold_app', 'graphile_worker', 'usage') then
    raise exception 'the application can enter graphile_worker';
  end if;
  if has_database_privilege('freehold_jobs', current_database(), 'create') then
    raise exception 'freehold_jobs can create schemas';
  end if;
  if (select nspowner from pg_namespace where nspname = 'graphile_worker') is distinct from 'freehold_jobs'::regrole then
    raise exception 'graphile_worker does not belong to freehold_jobs';
  end if;
end $$;
