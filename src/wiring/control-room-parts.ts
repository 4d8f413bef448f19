import type { House } from '../campaign/house.ts';
import type { UseCases } from '../campaign/use-cases.ts';
import type { Settings } from '../config.ts';
import type { AlarmClock } from '../domain/alarm-clock.ts';
import type { IncidentBook } from '../domain/incident.ts';
import type { Keepsake } from '../domain/network-definition.ts';
import type { NetworkWatch } from '../networks/watch-networks.ts';
import type { Stage } from '../sandbox/open-stage.ts';
import type { Log } from '../shared/log.ts';
import type { Storage } from '../storage/storage.ts';

/** What the chat, the pages and the rounds are made of. */
export interface ControlRoomParts {
  readonly settings: Settings;
  readonly house: House;
  readonly useCases: UseCases;
  readonly storage: Storage;
  readonly watch: NetworkWatch;
  /** The chat's own drawer. */
  readonly keep: Keepsake;
  readonly alarms: AlarmClock;
  /** Can nobody else have control? */
  readonly inControl: () => boolean;
  readonly incidents: IncidentBook;
  readonly stage?: Stage;
  readonly log: Log;
}
