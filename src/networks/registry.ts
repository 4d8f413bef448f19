import type { NetworkDefinition } from '../domain/network-definition.ts';
import { bluesky } from './bluesky/definition.ts';
import { mastodon } from './mastodon/definition.ts';
import { telegram } from './telegram/definition.ts';
import { x } from './x/definition.ts';

/** Every network of the house. A new one is a folder beside this file and a line here. */
export const networks: readonly NetworkDefinition[] = [telegram, bluesky, mastodon, x];
