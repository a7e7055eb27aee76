-- Who takes a share back waits for the writers that were decided by it, like every change that takes permissions away (tenancy.govern):
-- that is control's to do. The application still gives shares by itself.
grant update, delete on access.share to freehold_control;
