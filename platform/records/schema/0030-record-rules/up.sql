-- What the API checks, the database checks too (a test keeps both equal), and text search that row security lets work.
create schema records;
grant usage on schema records to freehold_app, freehold_index;

-- Value rules, for CHECK constraints: null passes. Plain SQL bodies, so that they are inlined into the constraint.
create function records.is_line(value text, longest int) returns boolean
language sql immutable parallel safe as $$
  select char_length(value) between 1 and longest and value !~ '[\u0001-\u001f\u007f]' and value = btrim(value)
$$;

create function records.is_text(value text, longest int) returns boolean
language sql immutable parallel safe as $$
  select char_length(value) between 1 and longest and value !~ '[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f]'
$$;

create function records.is_email(value text) returns boolean
language sql immutable parallel safe as $$
  select char_length(value) <= 254
    and value ~ '^[^\u0001-\u0020\u007f\u00a0"(),:;<>@\[\\\]]+@[^\u0001-\u0020\u007f\u00a0"(),:;<>@\[\\\].]+(\.[^\u0001-\u0020\u007f\u00a0"(),:;<>@\[\\\].]+)+$'
$$;

create function records.is_phone(value text) returns boolean
language sql immutable parallel safe as $$
  select char_length(value) between 3 and 40 and value ~ '^[0-9 +()./,#*x:-]+$' and value ~ '[0-9]' and value = btrim(value)
$$;

create function records.is_url(value text) returns boolean
language sql immutable parallel safe as $$
  select char_length(value) <= 2000
    and value ~ '^(https?://)?[^\u0001-\u0020\u007f\u00a0"#/:<>?@\[\\\]^`{|}.]+(\.[^\u0001-\u0020\u007f\u00a0"#/:<>?@\[\\\]^`{|}.]+)+(:[0-9]{1,5})?([/?#][^\u0001-\u0020\u007f\u00a0"<>\\^`{|}]*)?$'
$$;

create function records.is_currency(value text) returns boolean
language sql immutable parallel safe as $$ select value ~ '^[A-Z]{3}$' $$;

create function records.is_money(value bigint) returns boolean
language sql immutable parallel safe as $$ select value between 0 and 9007199254740991 $$;

create function records.is_date(value date) returns boolean
language sql immutable parallel safe as $$ select value between '1900-01-01'::date and '2199-12-31'::date $$;

-- At most 50 tags of 1 to 60 characters, without commas (they separate tags in filters and files) or line breaks.
create function records.are_tags(value text[]) returns boolean
language sql immutable parallel safe as $$
  select cardinality(value) = 0 or (
    cardinality(value) <= 50 and array_position(value, null) is null and array_ndims(value) = 1
    and cardinality(string_to_array(array_to_string(value, E'\n'), E'\n')) = cardinality(value)
    and array_to_string(value, E'\n') ~ '^[^\u0001-\u0020,\u007f]([^\u0001-\u001f,\u007f]{0,58}[^\u0001-\u0020,\u007f])?(\n[^\u0001-\u0020,\u007f]([^\u0001-\u001f,\u007f]{0,58}[^\u0001-\u0020,\u007f])?)*$'
  )
$$;

-- Trusted extensions: no superuser needed. Theirs is a schema of its own unless they are there already.
create extension if not exists pg_trgm with schema records;
create extension if not exists btree_gin with schema records;

-- Text search on a protected table, in one line: select records.make_searchable('crm.company', array['name', 'domain']).
--
-- Row security keeps trigram and array conditions from using an index (their operators are not leakproof): 702 ms
-- instead of 8 ms in 600,000 rows. So each table gets two functions that look into its GIN indexes past the policies,
-- under the organization of the caller's own context, and return nothing but ids; lists join them back through the
-- protected table. They belong to a role that nobody can log in as.
--   <table>_matching(candidate, field, pattern, most): ids of rows with `candidate` in any of the columns and, where `field`
--     names one of them, `pattern` in that one. Both are ILIKE patterns.
--   <table>_tagged(wanted, most): ids of rows that carry any of these tags, where the table has tags.
-- Both stop at `most` ids: what fits half of the table is found sooner by reading the list in order.
-- The organization is read once into a variable: in the condition it would be verified again for every row.
-- Custom plans, because a generic one combines the selective index with all of the organization's entries.
create function records.make_searchable(target regclass, columns text[]) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  name text := (select relname from pg_class where oid = target);
  home text := (select relnamespace::regnamespace::text from pg_class where oid = target);
  trigram text := (select extnamespace::regnamespace::text from pg_extension where extname = 'pg_trgm');
  haystack text := (select string_agg(format('coalesce(t.%I collate "default", '''')', c), ' || E''\n'' || ' order by n) from unnest(columns) with ordinality as u (c, n));
  choice text := (select string_agg(format('when %L then t.%I collate "default"', c, c), ' ' order by n) from unnest(columns) with ordinality as u (c, n));
  found text := format('%s.%I(text, text, text, int)', home, name || '_matching');
  tagged text := format('%s.%I(text[], int)', home, name || '_tagged');
begin
  execute format('grant usage on schema %s to freehold_index', home);
  execute format('grant select on %s to freehold_index', target);
  execute format('create policy index_read on %s for select to freehold_index using (true)', target);
  execute format('create index %I on %s using gin (tenant_id, (%s) %s.gin_trgm_ops)', name || '_text', target, replace(haystack, 't.', ''), trigram);
  execute format($f$
    create function %s.%I(candidate text, field text, pattern text, most int) returns setof uuid
    language plpgsql stable parallel safe security definer rows 200
    set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $b$
    declare own uuid := tenancy.current_tenant();
    begin
      return query select t.id from %s t where t.tenant_id = own and (%s) ilike candidate
        and (field is null or (case field %s end) ilike pattern) limit most;
    end $b$ $f$, home, name || '_matching', target, haystack, choice);
  perform tenancy.give_function(found::regprocedure, 'freehold_index');
  execute format('revoke execute on function %s from public', found);
  execute format('grant execute on function %s to freehold_app', found);
  if exists (select from pg_attribute where attrelid = target and attname = 'tags' and not attisdropped) then
    -- Partial: most records of an import have no tags, and an entry in this index costs more than one in a B-tree.
    execute format('create index %I on %s using gin (tenant_id, tags) where tags <> ''{}''', name || '_tags', target);
    -- What the list of all tags reads: rows that have any.
    execute format('create index %I on %s (tenant_id) where tags <> ''{}'' and deleted_at is null', name || '_has_tags', target);
    execute format($f$
      create function %s.%I(wanted text[], most int) returns setof uuid
      language plpgsql stable parallel safe security definer rows 200
      set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $b$
      declare own uuid := tenancy.current_tenant();
      begin
        return query select t.id from %s t where t.tenant_id = own and t.tags <> '{}' and t.tags && wanted and t.tags <> '{}' limit most;
      end $b$ $f$, home, name || '_tagged', target);
    perform tenancy.give_function(tagged::regprocedure, 'freehold_index');
    execute format('revoke execute on function %s from public', tagged);
    execute format('grant execute on function %s to freehold_app', tagged);
  end if;
end $$;
revoke execute on function records.make_searchable(regclass, text[]) from public;

-- The answers to creates that carried an Idempotency-Key, in the transaction of the create (R8). A second request with
-- the same key waits on the primary key until the first one is decided.
create table records.idempotency_key (
  tenant_id uuid not null,
  id uuid not null default tenancy.new_id(),
  -- The member's id: keys of different people do not meet.
  actor text not null check (char_length(actor) between 1 and 200),
  key text not null check (char_length(key) between 1 and 255),
  -- SHA-256 of the operation and the body.
  fingerprint bytea not null check (length(fingerprint) = 32),
  response jsonb,
  created_at timestamptz not null default clock_timestamp(),
  primary key (tenant_id, id),
  unique (tenant_id, actor, key)
);
create index idempotency_key_age on records.idempotency_key (tenant_id, created_at);
select tenancy.protect_table('records.idempotency_key', versioned => false, ledgered => false);
