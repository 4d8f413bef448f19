import { type RawBuilder, sql } from 'kysely';

/** A hold covers a delivery through its place, its network, its campaign, or because it covers everything. */
export function holdsOver(deliveries: string): RawBuilder<boolean> {
  const of = (column: string) => sql.ref(`${deliveries}.${column}`);
  return sql<boolean>`holds.scope in ('all', 'network ' || ${of('network')}, 'place ' || ${of('place')},
    'campaign ' || ${of('campaign')})`;
}
