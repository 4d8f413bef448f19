import type { Campaign, PostDefinition } from '../domain/campaign.ts';
import type { DeliveryDesk } from '../domain/delivery-desk.ts';
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

/** What the use cases are made of. */
export interface House extends Studio {
  readonly ledger: Ledger;
  readonly desk: Pick<DeliveryDesk, 'arm' | 'cancel' | 'settle' | 'reschedule' | 'hold' | 'lift'>;
  /** Names and accounts for people; a network whose credentials were refused has a fault. */
  readonly accounts: () => readonly NetworkAccount[];
  readonly now: () => Date;
  /** When this bot was first started: what the calendar had before was never its business. */
  readonly since: Date;
}

export interface NetworkAccount {
  readonly name: NetworkName;
  readonly title: string;
  readonly account?: string;
  readonly fault?: string;
}
