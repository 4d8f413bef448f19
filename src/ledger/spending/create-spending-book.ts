import { type Kysely, sql } from 'kysely';
import type { Part } from '../../domain/draft.ts';
import type { SpendingBook } from '../../domain/spending.ts';

interface SpendingTables {
  readonly budget_waivers: { network: string; month: string };
}

export function createSpendingBook(db: Kysely<SpendingTables>): SpendingBook {
  return {
    async parts(network, since) {
      const { rows } = await sql<{ part: Part }>`
        select parts.content as part from parts join deliveries on deliveries.id = parts.delivery
        where parts.network = ${network} and (
          parts.called_at >= ${since} and (parts.intent_at is not null
            or exists (select from receipts where receipts.delivery = parts.delivery and receipts.index = parts.index))
          or deliveries.state = 'publishing' and parts.called_at is null)
        union all
        select steps.part from amendment_steps steps join deliveries on deliveries.id = steps.delivery
        where deliveries.network = ${network} and steps.does = 'publish' and steps.intent_at >= ${since}`.execute(
        db,
      );
      return rows.map(({ part }) => part);
    },
    async removals(network, since) {
      const { rows } = await sql<{ removals: number }>`
        select count(*)::int as removals
        from amendment_steps steps join deliveries on deliveries.id = steps.delivery
        where deliveries.network = ${network} and steps.does = 'remove' and steps.intent_at >= ${since}`.execute(
        db,
      );
      return rows[0]?.removals ?? 0;
    },
    async waive(network, month) {
      await db
        .insertInto('budget_waivers')
        .values({ network, month })
        .onConflict(conflict => conflict.doNothing())
        .execute();
    },
    async isWaived(network, month) {
      const row = await db
        .selectFrom('budget_waivers')
        .select('month')
        .where('network', '=', network)
        .where('month', '=', month)
        .executeTakeFirst();
      return row !== undefined;
    },
  };
}
