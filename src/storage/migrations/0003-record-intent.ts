import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * How long until another call fits into a limit. A call leaves the window after its answer came, never earlier: the
 * server took it somewhere between call and answer, so however its window lies, it sees no more calls than allowed. A call
 * without an answer after five minutes died with its worker, and counts from its beginning.
 */
const msUntilRoom = (scope: 'network' | 'place') => `
  create function ms_until_room_in_${scope}(in_${scope} text, calls integer, per interval) returns float8
  language sql volatile as $$
    select coalesce((
      select extract(epoch from coalesce(answered_at, clock_timestamp()) + per - clock_timestamp()) * 1000 as ms
      from parts
      where ${scope} = in_${scope}
        and called_at > clock_timestamp() - per - interval '5 minutes'
        and coalesce(answered_at, clock_timestamp()) > clock_timestamp() - per
      order by ms desc offset calls - 1 limit 1
    ), 0)
  $$`;

/**
 * The last look before a call that publishes, in one round trip since every call waits for it: is the lease still ours,
 * is the part still open, does nothing hold the delivery, is there room in the limits? Only then is the intent written.
 * The lock makes the workers of a network count one after the other; each statement after it sees what the others wrote.
 */
const recordIntent = `
  create function record_intent(of_delivery text, of_version integer, of_index integer, with_key text, at_time timestamptz,
    calls integer, per interval, place_calls integer, place_per interval)
  returns table (outcome text, ms float8, held_by jsonb) language plpgsql as $$
  declare
    ours record;
  begin
    perform pg_advisory_xact_lock(hashtext('calls to ' || network)) from deliveries where id = of_delivery;
    select network, place, campaign into ours from deliveries
      where id = of_delivery and version = of_version and state = 'publishing' and lease_until > clock_timestamp()
      for update;
    if not found then
      return query select 'lease lost', null::float8, null::jsonb; return;
    end if;
    if exists (select from receipts where delivery = of_delivery and index = of_index) then
      return query select 'published already', null::float8, null::jsonb; return;
    end if;
    return query select 'held', null::float8, to_jsonb(holds) from holds where scope in
      ('all', 'network ' || ours.network, 'place ' || ours.place, 'campaign ' || ours.campaign) order by since limit 1;
    if found then return; end if;
    ms := ms_until_room_in_network(ours.network, calls, per);
    if place_calls is not null then
      ms := greatest(ms, ms_until_room_in_place(ours.place, place_calls, place_per));
    end if;
    if ms > 0 then
      return query select 'wait', ms, null::jsonb; return;
    end if;
    update parts set intent_at = coalesce(intent_at, at_time), key = coalesce(key, with_key),
        called_at = clock_timestamp(), answered_at = null
      where delivery = of_delivery and index = of_index;
    update deliveries set attempts = attempts + 1, begun_at = coalesce(begun_at, at_time) where id = of_delivery;
    return query select 'written', null::float8, null::jsonb;
  end $$`;

export const recordIntentFunction: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of [msUntilRoom('network'), msUntilRoom('place'), recordIntent]) {
      await sql.raw(statement).execute(db);
    }
  },
};
