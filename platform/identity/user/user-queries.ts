import type { ControlTx } from '@freehold/tenancy/control'

export interface User {
  readonly id: string
  readonly name: string
  readonly email: string
}

export interface Account extends User {
  /** Null: no password is set. */
  readonly hash: string | null
  /** Signed in from this address within the last 90 days. */
  readonly familiar: boolean
}

export async function findAccount(tx: ControlTx, email: string, address: string): Promise<Account | undefined> {
  const [row] = await tx.sql<Account>(
    `select u.id, u.name, u.email, c.hash,
        exists (select from control.session s where s.user_id = u.id and s.address = $2 and s.created_at > now() - interval '90 days') as familiar
      from control."user" u left join control.credential c on c.user_id = u.id and c.kind = 'password'
      where u.email = $1`,
    [email, address],
  )
  return row
}

/** Undefined when the address was taken in the meantime. */
export async function insertUser(tx: ControlTx, name: string, email: string, hash: string): Promise<User | undefined> {
  const [row] = await tx.sql<{ id: string }>(
    `with added as (insert into control."user" (name, email) values ($1, $2) on conflict (email) do nothing returning id)
     insert into control.credential (user_id, hash) select id, $3 from added returning user_id as id`,
    [name, email, hash],
  )
  return row && { id: row.id, name, email }
}

export async function updatePasswordHash(tx: ControlTx, userId: string, hash: string): Promise<void> {
  await tx.sql(`update control.credential set hash = $2 where user_id = $1 and kind = 'password'`, [userId, hash])
}

export async function findUser(tx: ControlTx, id: string): Promise<User | undefined> {
  const [row] = await tx.sql<User>('select id, name, email from control."user" where id = $1', [id])
  return row
}
