import type { Language } from './language.ts';
import type { Composer, Network } from './network.ts';
import type { NetworkName, Place } from './place.ts';

/** One environment variable of a network. */
export interface NetworkSetting {
  readonly name: string;
  /** One line for `.env.example` and for the message when it is missing. */
  readonly description: string;
  readonly secret: boolean;
  /**
   * `credential`: the network is on when all of them are given, off when none is, and half-given otherwise.
   * `option`: has a default or may be absent.
   */
  readonly role: 'credential' | 'option';
  readonly default?: string;
  /** `url`: an http(s) base URL. */
  readonly format?: 'text' | 'url' | 'id-list';
  /** There may be one more for each language: the name, `_` and the language in capitals. */
  readonly perLanguage?: true;
}

/** What an adapter gets from the house; it reads no environment and holds no global. */
export interface NetworkDependencies {
  readonly settings: Readonly<Record<string, string>>;
  readonly now: () => Date;
  /** Milliseconds after which one call is given up. */
  readonly timeoutMs: number;
  /** How long the network's own listings may lag behind what it has taken; what the adapter knows of it unless told. */
  readonly indexLagMs?: number;
  /** Address of a proxy (http, https, socks5) for every call. */
  readonly proxyUrl?: string;
  /** Keeps what must survive a restart (a session); values are encrypted where `SECRET_KEY` is set. */
  readonly keep: Keepsake;
}

/** A small drawer per network in the database. */
export interface Keepsake {
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
}

/** One line of the registry. */
export interface NetworkDefinition {
  readonly name: NetworkName;
  /** As people write it: `Telegram`, `X`. */
  readonly title: string;
  readonly settings: readonly NetworkSetting[];
  /** What is wrong with the settings together, a sentence each. Gets those that are given, also without credentials. */
  faults?(given: Readonly<Record<string, string>>): readonly string[];
  /** Places that these settings give, one per language of the campaign. */
  places(settings: Readonly<Record<string, string>>, languages: readonly Language[]): readonly Place[];
  /** Composes as the adapter does until its server has told it other limits. Loads no client library. */
  readonly composer: Composer;
  /** Loads the network's client library and makes the adapter. No call is made before a method is called. */
  connect(dependencies: NetworkDependencies): Promise<Network>;
}
