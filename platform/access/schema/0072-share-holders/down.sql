drop trigger note_share_holder on access.share;
drop function access.note_share_holder();
drop table access.share_holder;
