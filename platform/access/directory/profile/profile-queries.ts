import type { SqlQuery } from '@freehold/tenancy'
import type { DirectoryTx } from '../change.ts'
import type { NewProfile, Profile } from './profile.ts'

/** A person without a profile has one that says nothing; no row where there is no such person. */
export function profileQuery(tenant: string, memberId: string): SqlQuery<Profile> {
  return {
    name: 'profile',
    text: `select coalesce(p.version, 0) as version, p.clearance,
        case when p.shift_start is not null then json_build_object(
          'start', to_char(p.shift_start, 'HH24:MI'), 'end', to_char(p.shift_end, 'HH24:MI'), 'days', p.shift_days) end as shift
      from identity.member m left join access.profile p on p.tenant_id = $1 and p.id = m.id where m.tenant_id = $1 and m.id = $2`,
    values: [tenant, memberId],
  }
}

export async function readProfile(tx: DirectoryTx, tenant: string, memberId: string): Promise<Profile | undefined> {
  const { text, values } = profileQuery(tenant, memberId)
  const [row] = await tx.sql<Profile>(text, values)
  return row
}

export async function putProfile(tx: DirectoryTx, tenant: string, memberId: string, { clearance, shift }: NewProfile): Promise<void> {
  await tx.sql(
    `insert into access.profile (tenant_id, id, clearance, shift_start, shift_end, shift_days) values ($1, $2, $3, $4, $5, $6)
     on conflict (tenant_id, id) do update set clearance = excluded.clearance,
       shift_start = excluded.shift_start, shift_end = excluded.shift_end, shift_days = excluded.shift_days`,
    [tenant, memberId, clearance, shift?.start ?? null, shift?.end ?? null, shift?.days ?? null],
  )
}
