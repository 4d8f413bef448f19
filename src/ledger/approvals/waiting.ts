import { type RawBuilder, sql } from 'kysely';

/** What members can still let go out or not: it waits, and nothing of it may be out. */
export const waitsForMembers: RawBuilder<boolean> = sql`(
  deliveries.approvals_needed > 0 and deliveries.state in ('planned', 'scheduled', 'held') and not exists (
    select from parts where parts.delivery = deliveries.id and parts.intent_at is not null))`;
