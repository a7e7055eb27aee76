drop function access.share_entries(text, uuid, uuid, int);
drop policy index_read on ledger.entry;
revoke select on ledger.entry from freehold_index;
revoke usage on schema ledger, access from freehold_index;
drop index ledger.entry_share;
