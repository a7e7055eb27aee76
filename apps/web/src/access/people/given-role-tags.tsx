import { useQuery } from '@tanstack/react-query'
import { Tag } from '../../kit/index.ts'
import { assignmentsQuery, rolesQuery } from '../access-queries.ts'

/** What a person was given beside the built-in role, in a row of the members' table. */
export function GivenRoleTags({ memberId }: { memberId: string }) {
  const assignments = useQuery(assignmentsQuery).data ?? []
  const roles = useQuery(rolesQuery).data ?? []
  const keys = [...new Set(assignments.filter((one) => one.memberId === memberId).map((one) => one.role))]
  return (
    <span className="flex flex-wrap gap-1">
      {keys.map((key) => (
        <Tag key={key} hue="teal">
          {roles.find((role) => role.key === key)?.name ?? key}
        </Tag>
      ))}
    </span>
  )
}
