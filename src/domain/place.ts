import type { Language } from './language.ts';

/** The name of a network as the registry has it: `telegram`, `bluesky`, `mastodon`, `x`. */
export type NetworkName = string;

/** One channel or account of a network, in one language. */
export interface Place {
  /** Stable over restarts: `<network>-<language>` for the places of the environment, else as `solidarity.yaml` names it. */
  readonly id: string;
  readonly network: NetworkName;
  readonly language: Language;
  /** What the network calls the place: Telegram's chat id or `@channel`. Absent where the account itself is the place. */
  readonly address?: string;
}
