import { type Kysely, sql } from 'kysely';
import type { CalendarBook } from '../domain/calendar-book.ts';
import type { DeliveryState } from '../domain/delivery.ts';
import { toDelivery } from './map-rows.ts';
import type { LedgerTables } from './tables.ts';

interface CalendarTables extends LedgerTables {
  readonly calendar: { delivery: string; due_at: Date; withdrawn: boolean };
}

const WAITING: readonly DeliveryState[] = ['planned', 'scheduled', 'held'];

export function createCalendarBook(ledger: Kysely<LedgerTables>): CalendarBook {
  const db: Kysely<CalendarTables> = ledger.withTables<Pick<CalendarTables, 'calendar'>>();
  return {
    entries: (ids, since) => listEntries(db, ids, since),
    async note(wanted) {
      if (wanted.length === 0) return;
      // Two arrays, whatever their length: a list of rows has a limit.
      await sql`insert into calendar (delivery, due_at)
        select * from unnest(${wanted.map(({ id }) => id)}::text[], ${wanted.map(({ dueAt }) => dueAt)}::timestamptz[])
        on conflict (delivery) do update set due_at = excluded.due_at, withdrawn = false`.execute(db);
    },
    async retimeHeld(id, dueAt) {
      const later = (column: 'late_by_ms' | 'give_up_after_ms') =>
        sql<Date>`${dueAt}::timestamptz + ${sql.ref(column)} * interval '1 millisecond'`;
      await db
        .updateTable('deliveries')
        .set({ due_at: dueAt, ring_at: dueAt, late_at: later('late_by_ms') })
        .set({ give_up_at: later('give_up_after_ms'), version: sql<number>`version + 1` })
        .where('id', '=', id)
        .where('state', '=', 'held')
        .where('begun_at', 'is', null)
        .execute();
    },
    async withdraw(id) {
      await sql`insert into calendar (delivery, due_at, withdrawn)
        select id, due_at, true from deliveries where id = ${id}
        on conflict (delivery) do update set withdrawn = true`.execute(db);
    },
    forget: ids => forget(db, ids),
  };
}

async function listEntries(db: Kysely<CalendarTables>, ids: readonly string[], since: Date) {
  const rows = await db
    .selectFrom('deliveries')
    .leftJoin('calendar', 'calendar.delivery', 'deliveries.id')
    .selectAll('deliveries')
    .select(['calendar.due_at as calendar_at', 'calendar.withdrawn'])
    .where(({ or, and, eb }) =>
      or([
        sql<boolean>`deliveries.id = any(${ids})`,
        and([eb('calendar.delivery', 'is not', null), eb('deliveries.state', 'in', [...WAITING])]),
        eb('calendar.due_at', '>=', since),
      ]),
    )
    .execute();
  return rows.map(row => ({
    delivery: toDelivery(row),
    calendarAt: row.calendar_at ?? row.due_at,
    withdrawn: row.withdrawn ?? false,
  }));
}

async function forget(db: Kysely<CalendarTables>, ids: readonly string[]): Promise<void> {
  await db.transaction().execute(async transaction => {
    const gone = await transaction
      .deleteFrom('deliveries')
      .where(sql<boolean>`id = any(${ids})`)
      .where('state', '=', 'cancelled')
      .where('begun_at', 'is', null)
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('calendar')
            .select('delivery')
            .whereRef('delivery', '=', 'deliveries.id')
            .where('withdrawn', '=', true),
        ),
      )
      .returning(['post', 'occurrence'])
      .execute();
    for (const { post, occurrence } of gone) {
      await transaction
        .deleteFrom('posts')
        .where('post', '=', post)
        .where('occurrence', '=', occurrence)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('deliveries')
                .select('id')
                .where('deliveries.post', '=', post)
                .where('deliveries.occurrence', '=', occurrence),
            ),
          ),
        )
        .execute();
    }
  });
}
