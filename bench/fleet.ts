import { join } from 'node:path';
import { readSettings, type Settings } from '../src/config.ts';
import type { Place } from '../src/domain/place.ts';
import { networks as definitions } from '../src/networks/registry.ts';
import { FOLDER } from './bot.ts';

/** The campaign of the bench: one post, `bench/notice`. */
export const CAMPAIGNS = join(import.meta.dirname, 'campaigns');
export const POST = 'bench/notice';

/** The channels as `solidarity.yaml` would name them; the first one is the environment's own. */
export function placesOf(channels: readonly string[]): readonly Place[] {
  return channels
    .slice(1)
    .map((address, index) => ({ id: `telegram-${index}`, network: 'telegram', language: 'en', address }));
}

/** The settings of an environment, with places for these channels beside the one of the environment. */
export function fleetSettings(env: Readonly<Record<string, string>>, channels: readonly string[]): Settings {
  return { ...readSettings(FOLDER, env, definitions), extraPlaces: placesOf(channels) };
}
