do $$
begin
  -- Each reference has its index, and what a record may be classified as is checked by the database too.
  if (select count(*) from pg_index i join pg_class c on c.oid = i.indexrelid
      where c.relnamespace = 'crm'::regnamespace and c.relname ~ '_of_(node|team|territory)$') <> 9 then
    raise exception 'an index on team_id, territory_id or node_id is missing';
  end if;
  if (select count(*) from pg_constraint where connamespace = 'crm'::regnamespace and contype = 'c'
      and conname ~ '^(company|contact|deal)_classification_check$') <> 3 then
    raise exception 'a classification is not checked';
  end if;
end $$;
