import { Problem } from '@freehold/kernel'
import type { OpContext } from '@freehold/kernel'
import { tenantRead } from '@freehold/tenancy'
import { changeDirectory, checkVersion } from '../change.ts'
import { authorizeGrant } from '../grant.ts'
import type { NewProfile, Profile } from './profile.ts'
import { profileQuery, putProfile, readProfile } from './profile-queries.ts'

export async function oneProfile(ctx: OpContext, memberId: string): Promise<Profile> {
  ctx.authorize('read', 'assignments')
  const [[profile]] = await tenantRead(ctx, [profileQuery(ctx.tenant, memberId)])
  if (profile === undefined) throw new Problem('not_found')
  return profile
}

export async function replaceProfile(ctx: OpContext, memberId: string, version: number, profile: NewProfile): Promise<Profile> {
  ctx.authorize('update', 'assignments')
  return changeDirectory(ctx, async (tx) => {
    const before = await readProfile(tx, ctx.tenant, memberId)
    if (before === undefined) throw new Problem('not_found')
    checkVersion(before, version, profile)
    authorizeGrant(ctx, { to: [memberId] })
    await putProfile(tx, ctx.tenant, memberId, profile)
    return (await readProfile(tx, ctx.tenant, memberId)) ?? before
  })
}
