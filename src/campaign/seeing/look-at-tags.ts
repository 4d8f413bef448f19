import { isRefusal } from '../../domain/draft.ts';
import type { Network } from '../../domain/network.ts';
import type { NetworkName, Place } from '../../domain/place.ts';
import type { Post } from '../../domain/post.ts';
import type { Studio } from '../house.ts';

/** The hashtags of a campaign, the most important first, and how many of them each network takes. */
export interface TagList {
  readonly campaign: string;
  /** Without `#`. */
  readonly tags: readonly string[];
  /** The first so many of `tags` go out there. */
  readonly taken: readonly {
    readonly network: NetworkName;
    readonly title: string;
    readonly count: number;
  }[];
  /** Posts that have their own. */
  readonly own: readonly { readonly post: string; readonly tags: readonly string[] }[];
}

type TagHouse = Pick<Studio, 'campaigns' | 'networks'> & {
  readonly accounts: () => readonly { readonly name: NetworkName; readonly title: string }[];
};

/** A text that leaves each network the room for every tag it wants. */
const TEXT = 'Tags';

export function lookAtTags({ campaigns, networks, accounts }: TagHouse): readonly TagList[] {
  const titleOf = (name: NetworkName) => accounts().find(account => account.name === name)?.title ?? name;
  return campaigns.map(({ id, hashtags, posts, languages }) => {
    const tags = hashtags.map(({ tag }) => tag);
    const language = languages[0] ?? 'en';
    return {
      campaign: id,
      tags,
      taken: [...networks.values()].map(network => ({
        network: network.name,
        title: titleOf(network.name),
        count: countTaken(network, language, tags),
      })),
      own: posts.flatMap(({ name, hashtags: own }) =>
        own === undefined ? [] : [{ post: `${id}/${name}`, tags: own.map(({ tag }) => tag) }],
      ),
    };
  });
}

/** What the network itself makes of a post with all the tags. */
function countTaken(network: Network, language: string, tags: readonly string[]): number {
  const post: Post = {
    id: 'tags',
    language,
    body: [{ kind: 'paragraph', segments: [{ kind: 'text', text: TEXT }] }],
    tags,
    media: [],
    options: {},
    figures: [],
  };
  const place: Place = { id: network.name, network: network.name, language };
  const draft = network.compose(post, place);
  if (isRefusal(draft)) return 0;
  const shown = draft.parts.flatMap(({ marks, outlineTags }) => [
    ...marks.flatMap(({ kind, tag }) => (kind === 'tag' && tag !== undefined ? [tag] : [])),
    ...outlineTags,
  ]);
  return new Set(shown).size;
}
