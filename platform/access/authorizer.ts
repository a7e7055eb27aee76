import { Problem } from '@freehold/kernel'
import type { Action, Actor, OpContext, Role } from '@freehold/kernel'
import { decide } from './decision.ts'

const verbs: Record<Action, string> = {
  read: 'see',
  create: 'add',
  update: 'change',
  delete: 'remove',
  restore: 'restore',
  import: 'import',
  export: 'export',
  manage: 'manage',
}

/** The door of `OpContext.authorize`. Throws Problem `forbidden` with the reason, the role needed and who can help. */
export function authorizer(actor: Actor): OpContext['authorize'] {
  return (action, resource) => {
    const decision = decide(actor, action, resource)
    if (decision.allowed) return
    throw new Problem('forbidden', {
      detail: refusal(actor, action, resource, decision.needs),
      members: { action, resource, rule: decision.rule, ...(decision.needs === undefined ? {} : { needs: decision.needs }) },
    })
  }
}

function refusal(actor: Actor, action: Action, resource: string, needs: Role | undefined): string {
  const deed = `${verbs[action] ?? action} ${resource}`
  if (needs === undefined) return `Nobody may ${deed} in this organization.`
  const who = actor.kind === 'member' ? `You are signed in as ${actor.role}` : 'This program has no role'
  const help = needs === 'owner' ? 'An owner' : 'An owner or admin'
  return `${who}; to ${deed} takes the role ${needs}${needs === 'owner' ? '' : ' or higher'}. ${help} of your organization can give it to you.`
}
