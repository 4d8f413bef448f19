import type { Delivery } from '../domain/delivery.ts';
import type { DeliveryRecord } from '../domain/ledger.ts';
import { alarmOf } from './arm.ts';
import type { Desk } from './desk.ts';
import { noteIncident } from './note-incident.ts';
import { perform } from './perform.ts';
import { situate } from './situate.ts';
import type { Event } from './situation.ts';
import { transition } from './transition.ts';

/** Somebody else may change the delivery between reading and writing. */
const TRIES = 5;

/** Does with a delivery what a person decided. Undefined where it has no place: it has begun, ended, or does not exist. */
export async function decide(desk: Desk, id: string, event: Event): Promise<Delivery | undefined> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const record = await desk.ledger.read(id);
    if (record === undefined) return undefined;
    const situation = situate(desk, record);
    const next = transition(situation, event);
    if (next === undefined) return undefined;
    const index = situation.parts.indexOf('uncertain');
    const happening = { event, ...(index === -1 ? {} : { index }) };
    if ((await perform(desk, record, situation, happening, next)) === undefined) continue;
    if (next.to === 'published') await tellOfPin(desk, record);
    return setAlarm(desk, id);
  }
  return undefined;
}

/** What ends by the word of a person passes no worker that could pin it. */
async function tellOfPin(desk: Desk, { delivery, parts: [first] }: DeliveryRecord): Promise<void> {
  if (first?.part.options.pin !== true || desk.networks.get(delivery.network)?.pin === undefined) return;
  const why = 'an admin vouched for its last part, and nobody pinned it';
  await noteIncident(desk, book => book.raise({ kind: 'pin', subject: delivery.id, why }));
}

async function setAlarm(desk: Desk, id: string): Promise<Delivery | undefined> {
  const after = (await desk.ledger.read(id))?.delivery;
  if (after === undefined || !desk.networks.has(after.network)) return after;
  try {
    if (after.state === 'scheduled') await desk.alarms.move(alarmOf(after));
    else await desk.alarms.unset(after.network, id);
  } catch (error) {
    await desk.queueWatch.fails(error);
  }
  return after;
}
