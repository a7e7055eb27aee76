-- The history of a record's shares, for its timeline: the ledger finds entries by the share, a timeline knows the record. Under row
-- security no condition on JSON can use an index (its operators are not leakproof), so a function looks past the policies, under the
-- organization of the caller's own context, and returns ids and whom the share was for; the timeline joins them back through the
-- protected table. It belongs to a role that nobody can log in as.
create index entry_share on ledger.entry (tenant_id, (after ->> 'record_id')) where object = 'share' and action = 'created';

grant usage on schema ledger, access to freehold_index;
grant select on ledger.entry to freehold_index;
create policy index_read on ledger.entry for select to freehold_index using (true);

-- Newest first, older than the entry `older`. The organization is read once into a variable; custom plans, because a generic one would
-- read all of the organization's shares.
create function access.share_entries(for_object text, for_record uuid, older uuid, most int)
returns table (entry_id uuid, for_member uuid, for_team uuid)
language plpgsql stable parallel safe security definer rows 50
set search_path = pg_catalog, pg_temp set plan_cache_mode = force_custom_plan as $$
declare own uuid := tenancy.current_tenant();
begin
  return query
    select e.id, (g.after ->> 'member_id')::uuid, (g.after ->> 'team_id')::uuid
    from ledger.entry g join ledger.entry e on e.tenant_id = own and e.object = 'share' and e.record_id = g.record_id
    where g.tenant_id = own and g.object = 'share' and g.action = 'created'
      and g.after ->> 'record_id' = for_record::text and g.after ->> 'object' = for_object
      and (older is null or e.id < older)
      -- What has ended by itself is cleared away by whoever comes next: nobody took it back.
      and (e.action <> 'deleted' or e.before ->> 'expires_at' is null or (e.before ->> 'expires_at')::timestamptz > e.at)
    order by e.id desc limit most;
end $$;
revoke execute on function access.share_entries(text, uuid, uuid, int) from public;
grant execute on function access.share_entries(text, uuid, uuid, int) to freehold_app;
select tenancy.give_function('access.share_entries(text, uuid, uuid, int)', 'freehold_index');
