do $$ begin
  if not exists (select from pg_proc where oid = 'access.share_entries(text, uuid, uuid, int)'::regprocedure
      and prosecdef and proowner = 'freehold_index'::regrole) then
    raise exception 'the history of shares is not looked up by freehold_index';
  end if;
  if has_function_privilege('freehold_control', 'access.share_entries(text, uuid, uuid, int)', 'execute')
     or not has_function_privilege('freehold_app', 'access.share_entries(text, uuid, uuid, int)', 'execute') then
    raise exception 'the history of shares is for the application alone';
  end if;
  if to_regclass('ledger.entry_share') is null then
    raise exception 'the index of shares in the ledger is missing';
  end if;
end $$;
