import { type Checked, composeAll } from '../campaign/check-posts.ts';
import { listFigureChanges } from '../campaign/figures/list-changes.ts';
import type { House } from '../campaign/house.ts';
import type { Settings } from '../config.ts';
import { createAmender } from '../delivery/amend/create-amender.ts';
import { createDeliveryDesk } from '../delivery/create-delivery-desk.ts';
import { type BudgetWatch, createBudgetWatch } from '../delivery/watch-budget.ts';
import type { AlarmClock } from '../domain/alarm-clock.ts';
import type { AmendmentBook } from '../domain/amendment.ts';
import type { ApprovalBook } from '../domain/approval.ts';
import type { DeliveryStep } from '../domain/delivery.ts';
import type { DeliveryDesk } from '../domain/delivery-desk.ts';
import type { IncidentBook } from '../domain/incident.ts';
import { InputErrors } from '../domain/input-error.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Network } from '../domain/network.ts';
import type { Keepsake } from '../domain/network-definition.ts';
import type { NetworkName } from '../domain/place.ts';
import { createFigureBook } from '../figures/create-figure-book.ts';
import { createAmendmentBook } from '../ledger/amendments/create-amendment-book.ts';
import { createCorrectionBook } from '../ledger/approvals/corrections.ts';
import { createApprovalBook } from '../ledger/approvals/create-approval-book.ts';
import { createCalendarBook } from '../ledger/create-calendar-book.ts';
import { createOverview } from '../ledger/create-overview.ts';
import { createIncidentBook } from '../ledger/incidents/create-incident-book.ts';
import { createSpendingBook } from '../ledger/spending/create-spending-book.ts';
import { type NetworkWatch, watchNetworks } from '../networks/watch-networks.ts';
import { createRenderer } from '../rendering/create-renderer.ts';
import type { Clock } from '../shared/clock.ts';
import type { Log } from '../shared/log.ts';
import { sha256 } from '../shared/sha256.ts';
import { type Content, loadContent } from '../sources/load-content.ts';
import type { Storage } from '../storage/storage.ts';
import { describeAccounts, preparesMedia } from './connect.ts';
import { firstStart } from './first-start.ts';
import { NETWORK_NAMES, placesOf } from './known-networks.ts';
import { openFigureFetcher } from './open-figure-fetcher.ts';
import { openWriting, type Writing } from './open-writing.ts';
import { reportCredentials } from './report-credentials.ts';
import { FOLDER } from './settings.ts';

/** What a house is built on. */
export interface Ground {
  /** With the addresses of the networks that are reached: in a rehearsal the local ones. */
  readonly settings: Settings;
  readonly content: Content;
  readonly storage: Storage;
  readonly ledger: Ledger;
  readonly networks: ReadonlyMap<NetworkName, Network>;
  readonly alarms: AlarmClock;
  /** The drawer of the bot itself. */
  readonly keep: Keepsake;
  /** Nothing is real: nobody has to approve, nothing costs, and a whole year may go out in a minute. */
  readonly isRehearsal: boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly report: (step: DeliveryStep) => void;
}

export interface OpenHouse {
  readonly house: House;
  readonly desk: DeliveryDesk;
  readonly watch: NetworkWatch;
  readonly incidents: IncidentBook;
}

/** Fails with `InputErrors` where a network refuses a post of the campaigns: that ends the start, and not a delivery. */
export async function openHouse(ground: Ground, opened: AsyncDisposableStack): Promise<OpenHouse> {
  const studio = await openStudio(ground);
  const books = openBooks(ground);
  const desk = openDeliveries(ground, studio, books);
  opened.defer(() => desk.stop());
  const watch = watchNetworks(ground.networks, reportCredentials(desk, books.incidents, ground.log));
  const house = await furnish(ground, studio, books, { desk, watch });
  return { house, desk, watch, incidents: books.incidents };
}

type Studio = Pick<House, 'campaigns' | 'networks' | 'places' | 'prepareMedia' | 'render'> & {
  readonly writing: Writing;
};

async function openStudio({ settings, content, storage, networks, clock }: Ground): Promise<Studio> {
  const writing = await openWriting(storage, clock);
  const studio = {
    campaigns: content.campaigns,
    networks,
    places: placesOf(settings, content.campaigns),
    prepareMedia: preparesMedia(networks, writing.fetchFile),
    render: createRenderer({ ...content, hash: sha256, now: clock.now }),
  };
  refuseFaults(composeAll(studio));
  return { ...studio, writing };
}

function refuseFaults({ faults }: Checked): void {
  if (faults.length > 0) throw new InputErrors(faults);
}

interface Books {
  readonly incidents: IncidentBook;
  readonly approvals?: ApprovalBook;
  readonly amendments: AmendmentBook;
  readonly budgets: BudgetWatch;
}

function openBooks({ settings, storage, networks, isRehearsal, clock }: Ground): Books {
  const db = storage.kysely();
  return {
    incidents: createIncidentBook(db),
    ...(!isRehearsal && { approvals: createApprovalBook(db) }),
    amendments: createAmendmentBook(db),
    budgets: createBudgetWatch({
      book: createSpendingBook(db),
      budgets: isRehearsal ? [] : settings.budgets,
      networks,
      clock,
    }),
  };
}

function openDeliveries(
  { content, ledger, networks, alarms, isRehearsal, clock, log, report }: Ground,
  { places, prepareMedia }: Studio,
  { approvals, budgets, incidents }: Books,
): DeliveryDesk {
  return createDeliveryDesk({
    ledger,
    ...(approvals && { approvals }),
    alarms,
    networks,
    places,
    prepareMedia,
    clock,
    log,
    budgets,
    incidents,
    report,
    maxPerHour: id =>
      isRehearsal ? undefined : content.campaigns.find(campaign => campaign.id === id)?.maxPerHour,
  });
}

async function furnish(
  { settings, content, storage, ledger, networks, keep, isRehearsal, clock }: Ground,
  { writing, ...studio }: Studio,
  { approvals, amendments, budgets }: Books,
  { desk, watch }: Pick<OpenHouse, 'desk' | 'watch'>,
): Promise<House> {
  const db = storage.kysely();
  const { campaigns, places, prepareMedia } = studio;
  const book = createFigureBook(db);
  return {
    ...studio,
    ledger,
    ...(approvals && { approvals, corrections: createCorrectionBook(db) }),
    desk,
    amendments,
    amend: createAmender({ book: amendments, ledger, networks, places, prepareMedia, clock, budgets }),
    words: content.words,
    async reread() {
      const fresh = await loadContent(FOLDER, NETWORK_NAMES, settings.templatesDir);
      return { ...fresh, render: createRenderer({ ...fresh, hash: sha256, now: clock.now }) };
    },
    accounts: () => describeAccounts(networks, watch),
    now: clock.now,
    since: await firstStart(keep, clock),
    calendar: createCalendarBook(db),
    overview: createOverview(db),
    ...writing.house,
    book,
    fetchFigure: openFigureFetcher(settings),
    holdsStale: !isRehearsal,
    changes: since => listFigureChanges({ campaigns, book }, since),
  };
}
