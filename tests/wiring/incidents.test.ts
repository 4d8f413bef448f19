import { afterAll, beforeAll, expect, test } from 'vitest';
import { createUseCases } from '../../src/campaign/create-use-cases.ts';
import type { House } from '../../src/campaign/house.ts';
import type { Settings } from '../../src/config.ts';
import { DeliveryError } from '../../src/domain/delivery-error.ts';
import type { IncidentBook } from '../../src/domain/incident.ts';
import { InputError } from '../../src/domain/input-error.ts';
import { createIncidentBook } from '../../src/ledger/incidents/create-incident-book.ts';
import { watchNetworks } from '../../src/networks/watch-networks.ts';
import { silentLog } from '../../src/shared/log.ts';
import { createRounds } from '../../src/wiring/create-rounds.ts';
import { reportCredentials } from '../../src/wiring/report-credentials.ts';
import { createMemoryRooms } from '../campaign/calendar/memory-rooms.ts';
import { createScriptedNetwork } from '../delivery/scripted-network.ts';
import { campaignOf, occasionOf } from '../planning/sample-campaign.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const NOW = new Date('2027-05-20T12:00:00Z');
const CAMPAIGN = campaignOf([
  occasionOf({ kind: 'once', date: '2027-05-21' }, [{ post: 'morning', offsetDays: 0, time: '09:00' }]),
]);
const SUBJECT = 'sample/morning/day-2027';

let database: TestDatabase;
let incidents: IncidentBook;
beforeAll(async () => {
  database = await createTestDatabase();
  incidents = createIncidentBook(database.kysely());
});
afterAll(() => database[Symbol.asyncDispose]());

/** What the admins hear now, and from then on have heard. The look ahead needs more of a bot, and has tests of its own. */
async function news(): Promise<readonly string[]> {
  const untold = await incidents.untold(99);
  for (const incident of untold) await incidents.markTold(incident, NOW);
  return untold
    .filter(({ subject }) => subject !== 'readiness')
    .map(({ kind, subject, why }) => `${kind} ${subject}: ${why}`);
}

/** One round of the control, as at a start. */
async function lookOnce(house: House): Promise<void> {
  const watch = { refresh: async () => {}, health: () => ({}) };
  const rounds = createRounds({
    house,
    useCases: createUseCases(house),
    watch,
    incidents,
    log: silentLog,
    settings: {} as Settings,
    storage: database,
  });
  await rounds.start();
  await rounds.stop();
}

function houseOf(render: () => never, campaigns = [CAMPAIGN]) {
  const rooms = createMemoryRooms();
  const network = createScriptedNetwork();
  const house: Partial<House> = {
    campaigns,
    networks: new Map([[network.name, network]]),
    places: [{ id: 'testnet-en', network: network.name, language: 'en' }],
    render,
    ledger: { ...rooms.ledger, holds: async () => [] } as Partial<House['ledger']> as House['ledger'],
    desk: rooms.desk as House['desk'],
    calendar: rooms.calendar,
    book: { readings: async () => [] } as Partial<House['book']> as House['book'],
    holdsStale: false,
    now: () => NOW,
    since: new Date('2027-05-01T00:00:00Z'),
  };
  return house as House;
}

test('a post of the calendar that cannot be planned is told once, over restarts', async () => {
  const house = houseOf(() => {
    throw new InputError('morning.en.liquid: there is no figure "political".');
  });
  await lookOnce(house);
  expect(await news()).toEqual([`calendar ${SUBJECT}: morning.en.liquid: there is no figure "political".`]);
  await lookOnce(house);
  expect(await news()).toEqual([]);
});

test('a round that breaks is told once, and again when it breaks anew', async () => {
  const broken = houseOf(() => {
    throw new TypeError('a fault of ours');
  });
  await lookOnce(broken);
  await lookOnce(broken);
  expect(await news()).toEqual(['round calendar: a fault of ours']);
  await lookOnce(houseOf(() => expect.fail('nothing to plan'), []));
  await lookOnce(broken);
  expect(await news()).toEqual(['round calendar: a fault of ours']);
});

test('credentials that a network refuses are told before anything is due, once, and what waits goes on when they are good', async () => {
  const network = createScriptedNetwork();
  const renewed: string[] = [];
  const watch = () => {
    const desk = { renewed: async (name: string) => void renewed.push(name) };
    return watchNetworks(new Map([[network.name, network]]), reportCredentials(desk, incidents, silentLog));
  };
  const good = network.verify;
  const look = () => watch().refresh(new AbortController().signal);
  network.verify = () => Promise.reject(new DeliveryError('no answer', { kind: 'unavailable' }));
  await look();
  expect(await news()).toEqual([]);
  const refusal = new DeliveryError('the token was revoked', { kind: 'rejected', reason: 'credentials' });
  network.verify = () => Promise.reject(refusal);
  await look();
  await look();
  expect(await news()).toEqual(['credentials testnet: the token was revoked']);
  expect(renewed).toEqual([]);
  network.verify = good;
  await look();
  expect(renewed).toEqual(['testnet']);
  network.verify = () => Promise.reject(refusal);
  await look();
  expect(await news()).toEqual(['credentials testnet: the token was revoked']);
});
