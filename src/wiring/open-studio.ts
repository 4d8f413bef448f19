import type { CardDesk } from '../campaign/card-desk.ts';
import type { Studio } from '../campaign/house.ts';
import type { Settings } from '../config.ts';
import type { Keepsake } from '../domain/network-definition.ts';
import { createCardDescriber } from '../rendering/cards/create-card-describer.ts';
import { createRenderer } from '../rendering/create-renderer.ts';
import { systemClock } from '../shared/clock.ts';
import { createLog } from '../shared/log.ts';
import { createScrubber } from '../shared/secrets.ts';
import { sha256 } from '../shared/sha256.ts';
import { loadContent } from '../sources/load-content.ts';
import { connectAll, preparesMedia, REAL_PACE } from './connect.ts';
import { NETWORK_NAMES, placesOf, titleOf } from './known-networks.ts';
import { openCardArtist } from './open-card-artist.ts';
import { readInForce } from './read-in-force.ts';
import { FOLDER } from './settings.ts';

/** What composing and drawing need, with no database that stays open and no call that publishes. */
export interface PreviewDesk extends Studio, CardDesk {
  titleOf(network: string): string;
}

/** For composing alone: nothing is kept. */
const EMPTY_DRAWER: Keepsake = { read: async () => undefined, write: async () => {} };

/** Campaigns with what was written in the chat, networks and places without the rest of the bot. A network without credentials composes by its usual limits. */
export async function openStudio(settings: Settings): Promise<PreviewDesk> {
  const content = await loadContent(FOLDER, NETWORK_NAMES, settings.templatesDir);
  const everyNetwork = new Map(NETWORK_NAMES.map(name => [name, settings.networks.get(name) ?? {}]));
  const networks = await connectAll({ ...settings, networks: everyNetwork }, () => EMPTY_DRAWER, REAL_PACE);
  const log = createLog(settings.logLevel, createScrubber(settings.secrets));
  const { campaigns, fetchFile } = await readInForce(settings, content.campaigns, log);
  return {
    campaigns,
    networks,
    prepareMedia: preparesMedia(networks, fetchFile),
    places: placesOf(settings, content.campaigns),
    describeCard: createCardDescriber(content.words),
    drawCard: openCardArtist(),
    render: createRenderer({ ...content, hash: sha256, now: systemClock.now }),
    titleOf,
  };
}
