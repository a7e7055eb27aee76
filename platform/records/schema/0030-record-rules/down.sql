drop table records.idempotency_key;
drop function records.make_searchable(regclass, text[]);
drop function records.is_line(text, int), records.is_text(text, int), records.is_email(text), records.is_phone(text), records.is_url(text),
  records.is_currency(text), records.is_money(bigint), records.is_date(date), records.are_tags(text[]);
-- Extensions that were there before stay: others may use them.
do $$
declare one name;
begin
  for one in select extname from pg_extension where extname in ('pg_trgm', 'btree_gin') and extnamespace = 'records'::regnamespace loop
    execute format('drop extension %I', one);
  end loop;
end $$;
drop schema records;
