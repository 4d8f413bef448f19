import type { NetworkDefinition } from '../../src/domain/network-definition.ts';
import { networks } from '../../src/networks/registry.ts';
import { fixture as bluesky } from '../networks/bluesky.fixture.ts';
import { fixture as mastodon } from '../networks/mastodon.fixture.ts';
import type { NetworkFixture } from '../networks/network-fixture.ts';
import { fixture as telegram } from '../networks/telegram.fixture.ts';
import { fixture as x } from '../networks/x.fixture.ts';
import type { ColumnId } from './column-titles.ts';

/** A network as it is set up. Telegram comes twice: without a log chat nothing can be looked up. */
export interface Column {
  readonly id: ColumnId;
  readonly definition: NetworkDefinition;
  readonly fixture: NetworkFixture;
  /** A setting that is not given. */
  readonly without?: string;
}

const FIXTURES: Readonly<Record<ColumnId, NetworkFixture>> = {
  telegram,
  'telegram-blind': telegram,
  bluesky,
  mastodon,
  x,
};

export function columnNamed(id: ColumnId): Column {
  const fixture = FIXTURES[id];
  const definition = networks.find(({ name }) => name === fixture.name);
  if (definition === undefined) throw new Error(`no network ${fixture.name}`);
  const without = id === 'telegram-blind' ? { without: 'TELEGRAM_LOG_CHAT' } : {};
  return { id, definition, fixture, ...without };
}
