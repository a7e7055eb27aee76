do $$
declare
  organization uuid := tenancy.new_id();
  signed text;
  seal text;
begin
  if has_table_privilege('freehold_app', 'tenancy.access_revision', 'select') or has_table_privilege('freehold_control', 'tenancy.access_revision', 'update') then
    raise exception 'the revision can be read by the application or set by hand';
  end if;
  if has_function_privilege('freehold_app', 'tenancy.govern(uuid)', 'execute') then
    raise exception 'the application may stop all writers';
  end if;
  perform tenancy.put_mac_key('verify0000000000', 'seal', decode(repeat('5a', 32), 'hex'));
  insert into tenancy.access_revision (tenant_id, revision) values (organization, 7);
  foreach signed in array array['000000000007', '------------', '000000000006'] loop
    signed := format('verify0000000000|%s|%s|%s|system||verify||Verify', floor(date_part('epoch', now()) * 1000)::bigint, signed, organization);
    select encode(sha256(outer_key || sha256(inner_key || textsend(signed))), 'hex') || signed into seal
      from tenancy.mac_key where key_id = 'verify0000000000';
    begin
      perform tenancy.enter(seal, false);
      if tenancy.current_tenant() <> organization or signed like '%|000000000006|%' then
        raise exception 'a seal was taken that should not be: %', signed;
      end if;
      -- Gives the context back.
      raise exception using errcode = 'FH999';
    exception
      when sqlstate 'FH999' then null;
      when sqlstate 'FH007' then
        if signed not like '%|000000000006|%' then
          raise;
        end if;
    end;
  end loop;
  delete from tenancy.access_revision where tenant_id = organization;
  delete from tenancy.mac_key where key_id = 'verify0000000000';
end $$;
