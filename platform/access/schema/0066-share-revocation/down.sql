revoke update, delete on access.share from freehold_control;
