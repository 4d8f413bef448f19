import { calendarToken } from '../campaign/calendar-token.ts';
import type { House } from '../campaign/house.ts';
import type { PlanHouse } from '../campaign/show-plan.ts';
import type { Settings } from '../config.ts';
import { InputError } from '../domain/input-error.ts';
import { knownStart } from './first-start.ts';
import { listComposers } from './known-networks.ts';
import { openDesk } from './open-desk.ts';

/** What a plan is made of. */
export interface PlanDesk extends PlanHouse, Pick<House, 'since'>, AsyncDisposable {
  /** Where a calendar program can subscribe to the plan while the bot runs; whoever knows it may read it. */
  calendarUrl(): Promise<string>;
}

/** To be looked at beside a bot that runs. Loads no client library and opens the database once, so that the answer comes soon. */
export async function openPlan(settings: Settings): Promise<PlanDesk> {
  await using opened = new AsyncDisposableStack();
  const { house, keepsakes } = await openDesk(settings, opened);
  const since = await knownStart(keepsakes('house'));
  const rest = opened.move();
  return {
    ...house,
    networks: listComposers(),
    on: new Set(settings.networks.keys()),
    since,
    calendarUrl: async () => `${addressOf(settings)}/calendar/${await calendarToken(keepsakes('web'))}.ics`,
    [Symbol.asyncDispose]: () => rest.disposeAsync(),
  };
}

function addressOf({ publicUrl, host, port }: Settings): string {
  if (publicUrl !== undefined) return publicUrl.replace(/\/$/, '');
  if (port !== 0) return `http://${host}:${port}`;
  throw new InputError(
    'PORT is 0, so the address is another one at each start: set PORT to a number, or PUBLIC_URL to the address from outside.',
  );
}
