import type { Hold, HoldKind, HoldScope } from '../../domain/hold.ts';
import { InputError } from '../../domain/input-error.ts';
import { takeTurns } from '../../shared/take-turns.ts';
import { findLockdown } from '../lockdown/lockdown-use-cases.ts';
import { countHalted } from './count-halted.ts';
import { dropCrowd, listCrowd } from './drop-crowd.ts';
import {
  type HaltDesk,
  type Halted,
  type HaltUseCases,
  LIFTABLE,
  type NamedHold,
  type Resumed,
} from './halt-use-cases.ts';
import { listScopes, nameOfScope, readScope } from './read-scope.ts';

export function createHaltUseCases(house: HaltDesk): HaltUseCases {
  // A stop in the middle of a resume would find the old hold, and be lifted with it.
  const inTurn = takeTurns();
  return {
    stop: ({ admin }) => inTurn(() => halt(house, 'all', 'stop', admin)),
    pause: ({ name, admin }) => inTurn(async () => halt(house, readScope(house, name), 'pause', admin)),
    resume: request => inTurn(() => resume(house, request)),
    holds: () => listHolds(house),
    crowd: async campaign => (await listCrowd(house, campaign)).length,
    drop: request => dropCrowd(house, request),
    names: () => [...listScopes(house).keys()].sort(),
  };
}

const WHY = { stop: 'everything was stopped', pause: 'it was paused' } as const;

/** The hold first and everything else after it: what asks for leave to call from now on gets none. */
async function halt(
  house: HaltDesk,
  scope: HoldScope,
  kind: keyof typeof WHY,
  admin: string,
): Promise<Halted> {
  const isNew = await house.desk.hold(scope, kind, WHY[kind], admin);
  if (kind === 'stop') await house.approvals?.forget(RESUME);
  const counts = await countHalted(house, scope);
  if (isNew) {
    const detail = `${counts.waiting} deliveries wait, ${counts.inFlight} were being sent`;
    const states = { before: 'going on', after: WHY[kind] };
    await house.ledger.audit({ at: house.now(), admin, action: kind, subject: scope, ...states, detail });
  }
  return { scope, already: !isNew, ...counts };
}

async function resume(
  house: HaltDesk,
  { name = '', admin }: { readonly name?: string; readonly admin: string },
): Promise<Resumed> {
  const scope: HoldScope = name === '' ? 'all' : readScope(house, name);
  if ((await findLockdown(house.ledger)) !== undefined) throw lockedDown();
  const before = await listHolds(house);
  const confirmUntil = await waitsForSecond(house, scope, before, admin);
  if (confirmUntil !== undefined) return { lifted: [], left: before, confirmUntil };
  const lifted: NamedHold[] = [];
  for (const held of before.filter(({ hold }) => hold.scope === scope)) {
    if (await house.desk.lift(scope, held.hold.kind)) lifted.push(held);
  }
  if (lifted.length === 0) throw nothingHeld(scope, before);
  const detail = lifted.map(({ hold }) => describe(hold)).join('; ');
  const left = await listHolds(house);
  const after = left.filter(({ hold }) => hold.scope === scope).map(({ hold }) => describe(hold));
  await house.ledger.audit({
    at: house.now(),
    admin,
    action: 'resume',
    subject: scope,
    before: detail,
    after: after.join('; ') || 'going on',
  });
  return { lifted, left };
}

const RESUME = 'resume';
/** So long the word of the first owner counts. */
const CONFIRM_MS = 15 * 60_000;

/** Undefined: it may be lifted. Whoever has the machine of the bot needs nobody's word. */
async function waitsForSecond(
  { campaigns, approvals, ledger, now }: HaltDesk,
  scope: HoldScope,
  holds: readonly NamedHold[],
  admin: string,
): Promise<Date | undefined> {
  const isStopped = scope === 'all' && holds.some(({ hold }) => hold.scope === 'all');
  const needsTwo = campaigns.some(({ approvals: needed = 0 }) => needed >= 2);
  if (!isStopped || !needsTwo || admin === 'system' || approvals === undefined) return undefined;
  const at = now();
  const owners = await approvals.confirm(RESUME, admin, at, new Date(at.getTime() - CONFIRM_MS));
  if (owners.length >= 2) {
    await approvals.forget(RESUME);
    return undefined;
  }
  const until = new Date(at.getTime() + CONFIRM_MS);
  const after = `another owner has to confirm until ${until.toISOString()}`;
  await ledger.audit({ at, admin, action: 'ask to resume', subject: scope, before: 'stopped', after });
  return until;
}

function lockedDown(): InputError {
  return new InputError(
    'Everything is locked down: "solidarity unlock" on the machine of the bot undoes it.',
    {
      key: 'lockedDown',
      values: {},
    },
  );
}

function describe({ kind, by, since }: Hold): string {
  return `${kind} by ${by} since ${since.toISOString()}`;
}

async function listHolds({ ledger }: HaltDesk): Promise<readonly NamedHold[]> {
  const isLiftable = (kind: HoldKind) => LIFTABLE.includes(kind);
  const holds = (await ledger.holds()).filter(({ kind }) => isLiftable(kind));
  return holds.map(hold => ({ hold, name: nameOfScope(hold.scope) }));
}

function nothingHeld(scope: HoldScope, holds: readonly NamedHold[]): InputError {
  const names = [...new Set(holds.map(({ name }) => name).filter(name => name !== ''))].join(', ');
  if (holds.length === 0) {
    return new InputError('Nothing is stopped or paused: there is nothing to resume.', {
      key: 'nothingHeld',
      values: {},
    });
  }
  const what = nameOfScope(scope);
  if (what === '') {
    return new InputError(`Not everything is stopped: name what to resume, one of ${names}.`, {
      key: 'notStopped',
      values: { names },
    });
  }
  if (names === '') {
    return new InputError(`${what} itself is not held, since everything is stopped: resume without a name.`, {
      key: 'allStopped',
      values: { name: what },
    });
  }
  return new InputError(`${what} is not held: what is held is ${names}.`, {
    key: 'notHeld',
    values: { name: what, names },
  });
}
