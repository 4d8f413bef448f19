import { join } from 'node:path';
import { readEnvironment, readSettings, type Settings } from '../config.ts';
import { networks as definitions } from '../networks/registry.ts';
import type { Stage } from '../sandbox/open-stage.ts';

/** The project's folder: `templates/`, `locales/`, `.env` and `solidarity.yaml` lie there. */
export const FOLDER = join(import.meta.dirname, '../..');

export function loadSettings(): Settings {
  return readSettings(FOLDER, readEnvironment(FOLDER, process.env), definitions);
}

/** No network has credentials: the sandbox is on. */
export function isRehearsal(settings: Settings): boolean {
  return settings.networks.size === 0;
}

/** The bot's own settings with the networks, channels and the admin of the stage. */
export function stageSettings(settings: Settings, stage: Stage): Settings {
  const { networks, telegramAdmins } = readSettings(FOLDER, stage.environment, definitions);
  return { ...settings, networks, telegramAdmins };
}
