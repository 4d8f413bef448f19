import type { Campaign, PostDefinition } from '../domain/campaign.ts';
import type { Delivery } from '../domain/delivery.ts';
import type { Language } from '../domain/language.ts';
import type { Ledger } from '../domain/ledger.ts';
import type { Network } from '../domain/network.ts';
import type { NetworkName, Place } from '../domain/place.ts';
import type { Post } from '../domain/post.ts';

/** What composing needs: no effect, no database. */
export interface Studio {
  readonly campaigns: readonly Campaign[];
  readonly networks: ReadonlyMap<NetworkName, Network>;
  readonly places: readonly Place[];
  /** Renders one post in one language with the figures as they are now. */
  render(campaign: Campaign, post: PostDefinition, language: Language): Post;
}

/** How use cases reach what is on its way. */
export interface Dispatcher {
  /** Sets the alarms of planned deliveries and marks them scheduled. */
  arm(deliveries: readonly Delivery[]): Promise<void>;
  /** Calls one off; false when it has begun or ended. */
  cancel(id: string, note: string): Promise<boolean>;
  settle(id: string, answer: 'it is there' | 'send again'): Promise<void>;
}

/** What the use cases are made of. */
export interface House extends Studio {
  readonly ledger: Ledger;
  readonly dispatcher: Dispatcher;
  /** Names and accounts for people; a network whose credentials were refused has a fault. */
  readonly accounts: () => readonly NetworkAccount[];
  readonly now: () => Date;
}

export interface NetworkAccount {
  readonly name: NetworkName;
  readonly title: string;
  readonly account?: string;
  readonly fault?: string;
}
