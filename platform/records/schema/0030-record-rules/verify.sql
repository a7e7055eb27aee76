create table records.verify_note (tenant_id uuid, id uuid not null default tenancy.new_id(), body text, tags text[] not null default '{}', deleted_at timestamptz, primary key (tenant_id, id));
do $$
declare owner text;
begin
  if not (records.is_email('anna@example.com') and not records.is_email('anna at example.com') and records.is_email(null) is null) then
    raise exception 'records.is_email does not tell addresses from other text';
  end if;
  if not (records.are_tags('{}') and records.are_tags('{a,"b c"}') and not records.are_tags(array['a,b']) and not records.are_tags(array['a', null])) then
    raise exception 'records.are_tags does not tell tags from other text';
  end if;
  perform tenancy.protect_table('records.verify_note', versioned => false, ledgered => false);
  perform records.make_searchable('records.verify_note', array['body']);
  for owner in select proowner::regrole::text from pg_proc where proname in ('verify_note_matching', 'verify_note_tagged') loop
    if owner <> 'freehold_index' then
      raise exception 'an index function belongs to %', owner;
    end if;
  end loop;
  if (select count(*) from pg_indexes where schemaname = 'records' and tablename = 'verify_note' and indexdef like '%gin%') <> 2 then
    raise exception 'make_searchable did not create its indexes';
  end if;
  if not has_table_privilege('freehold_app', 'records.idempotency_key', 'insert') then
    raise exception 'the application cannot keep idempotency keys';
  end if;
end $$;
drop function records.verify_note_matching(text, text, text, int), records.verify_note_tagged(text[], int);
drop table records.verify_note;
