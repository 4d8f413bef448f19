import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Every call that publishes, a line for each, or several where the network counts it as several: what the limits are
 * counted by. `called_at` is when it may begin at the earliest, and may lie a moment ahead. What a server said is left of
 * its own windows stands in `allowances`.
 */
const tables = [
  `create table calls (
    network text not null,
    place text not null,
    delivery text not null,
    index integer not null,
    called_at timestamptz not null,
    answered_at timestamptz
  )`,
  'create index calls_on_their_way on calls (network, place) where answered_at is null',
  'create index calls_of_part_on_their_way on calls (delivery, index) where answered_at is null',
  'create index calls_of_network on calls (network, answered_at)',
  'create index calls_of_place on calls (place, answered_at)',
  `insert into calls (network, place, delivery, index, called_at, answered_at)
    select network, place, delivery, index, called_at, coalesce(answered_at, called_at) from parts
    where called_at > now() - interval '1 day'`,
  `create table allowances (
    network text not null,
    name text not null,
    remaining integer not null,
    told_at timestamptz not null,
    ends_at timestamptz not null,
    primary key (network, name)
  )`,
  `drop function record_intent(text, integer, integer, text, timestamptz, integer, interval, integer, interval)`,
  'drop function ms_until_room_in_network(text, integer, interval)',
  'drop function ms_until_room_in_place(text, integer, interval)',
  'drop index parts_called_in_place',
  'alter table parts drop column answered_at',
];

/**
 * When another call fits into a limit, behind so many that wait already. A call leaves the window after its answer came,
 * never earlier: the server took it somewhere between call and answer, so however its window lies, it sees no more calls
 * than allowed. Where calls on their way fill the window the time is a guess (not `firm`).
 */
const whenRoom = (scope: 'network' | 'place', isOf: string) => `
  create function when_room_in_${scope}(of_network text, of_place text, weight integer, most integer, per interval,
    ahead integer, moment timestamptz, out room timestamptz, out firm boolean) language plpgsql as $$
  declare
    taken integer;
  begin
    select count(*) + ahead into taken from calls where ${isOf} and answered_at is null;
    weight := least(weight, most);
    firm := taken + weight <= most;
    if firm then
      select answered_at + per into room from calls where ${isOf} and answered_at > moment - per
        order by answered_at desc offset most - weight - taken limit 1;
      room := coalesce(room, moment);
    else
      room := moment + per * greatest(1, taken / most);
    end if;
  end $$`;

/** When what the server itself said is left of its windows lets another call through: at once, or when a window ends. */
const whenAllowed = `
  create function when_allowed(of_network text, weight integer, ahead integer, moment timestamptz) returns timestamptz language sql as $$
    select coalesce(max(ends_at), moment) from allowances
    where network = of_network and ends_at > moment and remaining < weight + ahead + (
      select count(*) from calls
      where calls.network = of_network and (answered_at is null or answered_at > allowances.told_at))
  $$`;

/**
 * The last look before calls that publish, for all that ask at the same moment in one round trip: is the lease still
 * ours, is the part still open, does nothing hold the delivery, are all approvals there, is there room in the limits within the horizon? Only then
 * is the intent written, with the moment from which the call may be made. The locks make the workers of a network count
 * one after the other; each statement after them sees what the others wrote. A call without an answer after five minutes
 * died with its worker, and counts from its beginning.
 */
const recordIntents = `
  create function record_intents(asked jsonb)
  returns table (number integer, outcome text, room_at timestamptz, seen_at timestamptz, full_network boolean,
    held_by jsonb)
  language plpgsql as $$
  #variable_conflict use_column
  declare
    wanted record;
    ours record;
    rule record;
    one record;
    room timestamptz;
    allowed timestamptz;
    firm boolean;
    moment timestamptz;
    ahead integer;
    queues jsonb := '{}';
  begin
    perform pg_advisory_xact_lock(hashtext('calls to ' || locked.network)) from (
      select distinct network from deliveries
      where id in (select item->>'delivery' from jsonb_array_elements(asked) item) order by network) locked;
    update calls set answered_at = called_at
      where answered_at is null and called_at < clock_timestamp() - interval '5 minutes';
    for wanted in select * from jsonb_to_recordset(asked) as item(number integer, delivery text, version integer,
      index integer, key text, at timestamptz, horizon float8, weight integer, limits jsonb) order by number
    loop
      number := wanted.number;
      room_at := null; full_network := false; held_by := null;
      moment := clock_timestamp();
      seen_at := moment;
      select network, place, campaign, approvals_needed into ours from deliveries
        where id = wanted.delivery and version = wanted.version and state = 'publishing' and lease_until > moment
        for update;
      if not found then
        outcome := 'lease lost'; return next; continue;
      end if;
      if exists (select from receipts where delivery = wanted.delivery and index = wanted.index) then
        outcome := 'published already'; return next; continue;
      end if;
      select to_jsonb(holds) into held_by from holds where scope in
        ('all', 'network ' || ours.network, 'place ' || ours.place, 'campaign ' || ours.campaign) order by since limit 1;
      if found then
        outcome := 'held'; return next; continue;
      end if;
      if ours.approvals_needed > 0 and lacks_approval(wanted.delivery) then
        outcome := 'unapproved'; return next; continue;
      end if;
      ahead := coalesce((queues->>ours.network)::integer, 0);
      room := moment; firm := true;
      for rule in select * from jsonb_to_recordset(wanted.limits) as item("of" text, calls integer, ms float8) loop
        if rule.of = 'network' then
          select * into one from when_room_in_network(ours.network, ours.place, wanted.weight,
            rule.calls, rule.ms * interval '1 millisecond', ahead, moment);
          full_network := full_network or not one.firm or one.room > moment + wanted.horizon * interval '1 millisecond';
        else
          select * into one from when_room_in_place(ours.network, ours.place, wanted.weight,
            rule.calls, rule.ms * interval '1 millisecond', 0, moment);
        end if;
        room := greatest(room, one.room);
        firm := firm and one.firm;
      end loop;
      allowed := when_allowed(ours.network, wanted.weight, ahead, moment);
      if allowed > moment then
        room := greatest(room, allowed);
        firm := false;
        full_network := true;
      end if;
      room_at := room;
      if not firm or room > moment + wanted.horizon * interval '1 millisecond' then
        if full_network then queues := queues || jsonb_build_object(ours.network, ahead + wanted.weight); end if;
        if firm then room_at := room - wanted.horizon * interval '1 millisecond'; end if;
        outcome := 'wait'; return next; continue;
      end if;
      insert into calls (network, place, delivery, index, called_at)
        select ours.network, ours.place, wanted.delivery, wanted.index, room from generate_series(1, wanted.weight);
      update parts set intent_at = coalesce(intent_at, wanted.at), key = coalesce(key, wanted.key),
          called_at = room
        where delivery = wanted.delivery and index = wanted.index;
      update deliveries set attempts = attempts + 1, begun_at = coalesce(begun_at, wanted.at)
        where id = wanted.delivery;
      outcome := 'written'; return next;
    end loop;
  end $$`;

export const calls: Migration = {
  async up(db: Kysely<unknown>) {
    const functions = [
      whenRoom('network', 'network = of_network'),
      whenRoom('place', 'place = of_place'),
      whenAllowed,
      recordIntents,
    ];
    for (const statement of [...tables, ...functions]) await sql.raw(statement).execute(db);
  },
};
