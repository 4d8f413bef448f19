import { join } from 'node:path';
import { calendarToken } from '../campaign/calendar-token.ts';
import type { House } from '../campaign/house.ts';
import { planICalendar } from '../campaign/plan-icalendar.ts';
import { showPlan } from '../campaign/show-plan.ts';
import type { NetworkWatch } from '../networks/watch-networks.ts';
import { planSpan } from '../planning/plan-span.ts';
import type { Stage } from '../sandbox/open-stage.ts';
import { createSandboxPage } from '../sandbox/page/create-sandbox-page.ts';
import { createTimelinesJson } from '../sandbox/timelines-json.ts';
import { createKeepsakes } from '../storage/create-keepsakes.ts';
import { createCalendarApp } from '../web/calendar.ts';
import { type Mount, openWeb, type Web } from '../web/open-web.ts';
import type { ControlRoomParts } from './control-room-parts.ts';

const LOCALES = join(import.meta.dirname, '../../locales');

/** Health, the calendar, and in a rehearsal the page of the four timelines. */
export async function openPages(
  { settings, house, storage, watch, alarms, stage, log }: ControlRoomParts,
  further: readonly Mount[],
): Promise<Web> {
  const { host, port } = settings;
  const timeZone = house.campaigns[0]?.timeZone ?? 'UTC';
  const keepsakes = createKeepsakes({ storage, log, secretKey: settings.secretKey });
  return openWeb({
    host,
    port,
    checks: [
      { name: 'database', critical: true, run: async () => void (await storage.pool.query('select 1')) },
      { name: 'queue', critical: true, run: () => alarms.check() },
      ...[...house.networks.keys()].map(name => ({
        name,
        critical: false,
        run: async () => isWell(watch, name),
      })),
    ],
    mounts: [
      ...further,
      ...(stage === undefined ? [] : stagePages(stage, timeZone)),
      {
        path: '/',
        app: createCalendarApp({
          token: () => calendarToken(keepsakes('web')),
          write: () => writePlan(house),
        }),
      },
    ],
    log,
  });
}

/** What goes out in the coming twelve months, for calendar programs. */
async function writePlan(house: House): Promise<string> {
  const span = planSpan(house.campaigns[0]?.timeZone ?? 'UTC', house.now(), undefined);
  const rows = await showPlan({ ...house, on: new Set(house.networks.keys()) }, span);
  return planICalendar(rows, house.now());
}

function isWell(watch: NetworkWatch, network: string): void {
  if (watch.health(network).fault !== undefined) throw new Error(`${network} cannot be used`);
}

function stagePages(stage: Stage, timeZone: string) {
  const networks = stage.servers.map(({ network }) => network);
  const { adminChat, secondChat } = stage.telegram;
  const chats = [adminChat, secondChat] as const;
  return [
    { path: '/', app: createTimelinesJson(networks) },
    { path: '/', app: createSandboxPage({ networks, chats, localesFolder: LOCALES, timeZone }) },
  ];
}
