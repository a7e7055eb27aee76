import { Link } from '@tanstack/react-router'
import { ArrowRight } from 'lucide-react'
import { paths } from '../../paths.ts'
import type { PolicyDesk } from '../draft/use-policy.ts'
import { capital, covers, listed, verbOf } from '../model/permissions.ts'
import type { AccessResource, Extent } from '../types.ts'
import type { ShownRole } from './shown-roles.ts'
import { ownRules } from './shown-roles.ts'

interface CellRulesProps {
  role: ShownRole
  resource: AccessResource
  action: string
  extent: Extent
  desk: PolicyDesk
}

const answers: Record<Extent, string> = { all: 'all', some: 'some', none: 'no' }

/** Why a cell of the grid is as it is: the rules, as sentences. */
export function CellRules({ role, resource, action, extent, desk }: CellRulesProps) {
  const own = ownRules(desk, role.key).filter((rule) => rule.permissions.some((permission) => covers(permission, resource, action)))
  const least = resource.least[action]
  return (
    <div className="flex flex-col">
      <p className="border-b border-line px-3 py-2 text-sm font-medium">
        {role.name} may {verbOf(action)} {answers[extent]} {resource.plural}
      </p>
      <ul className="flex max-h-80 flex-col overflow-y-auto p-1">
        {role.builtIn && least !== undefined && (
          <li className="px-2 py-1.5 text-sm">
            {leastWords(least)} may {verbOf(action)} {resource.plural}.
            <span className="block text-xs text-faint">Built in. Rules of your own can give more or take away.</span>
          </li>
        )}
        {role.builtIn && extent === 'some' && own.length === 0 && (
          <li className="px-2 py-1.5 text-sm">{role.name}s may do it with records that were shared with them.</li>
        )}
        {own.map((rule) => (
          <li key={rule.id}>
            <Link to={paths.policy()} search={{ open: rule.id }} className="block rounded-md px-2 py-1.5 text-sm hover:bg-hover">
              {desk.sentences[rule.id] ?? rule.id}
            </Link>
          </li>
        ))}
        {own.length === 0 && !role.builtIn && <li className="px-2 py-1.5 text-sm text-muted">No rule says anything about it.</li>}
      </ul>
      <Link
        to={paths.policy()}
        search={{ who: `role:${role.key}` }}
        className="flex items-center gap-2 border-t border-line px-3 py-2 text-sm text-accent-text hover:bg-hover"
      >
        <ArrowRight /> All rules that name this role
      </Link>
    </div>
  )
}

const ranks = ['guest', 'viewer', 'member', 'admin', 'owner']

/** `Members, admins and owners`. */
function leastWords(least: string): string {
  const words = ranks.slice(Math.max(0, ranks.indexOf(least))).map((rank) => `${rank}s`)
  return capital(listed(words))
}
