import pg from 'pg'

type Parse = (value: string) => unknown

const asText: Parse = (value) => value
const asNumber: Parse = Number
// '2026-11-21 13:00:00.123456+00' → ISO 8601; sessions run in UTC. A Date would only be formatted again.
const asIso: Parse = (value) => (value.endsWith('+00') ? `${value.slice(0, 10)}T${value.slice(11, -3)}Z` : value)

/** bigint → number (amounts in minor units and counts stay below 2^53), date and timestamptz → ISO text; else node-postgres' own. */
export const types = new pg.TypeOverrides()
types.setTypeParser(20, asNumber)
types.setTypeParser(1082, asText)
types.setTypeParser(1184, asIso)

/** By type OID: parses the text form. */
export function parserOf(oid: number): Parse {
  return types.getTypeParser(oid, 'text') as unknown as Parse
}
