import type { Draft, Refusal } from './draft.ts';
import type { Composer, Network } from './network.ts';
import type { NetworkName, Place } from './place.ts';
import type { Post, PostOptionName, PostOptions } from './post.ts';

type Composing = Pick<Composer, 'name' | 'options' | 'compose'>;

/**
 * Composes a post with the options that it has for this network. Refuses where it asks for what the network has not and
 * what would change who sees it, how, or who may answer; an option for another network's way of showing means nothing.
 */
export function composeOn(network: Composing, post: Post, place: Place): Draft | Refusal {
  const options = optionsOn(post, network.name);
  const missing = missingOption(network, post, options);
  if (missing === undefined) return network.compose({ ...post, options }, place);
  const known = network.options?.join(', ') ?? 'none';
  return {
    refusal:
      `The post ${post.id} (${post.language}) asks for “${missing}”, which ${network.name} has not (it has ${known}): ` +
      `leave it out, set it in optionsFor for the networks that have it, or leave ${network.name} out of the post's networks.`,
  };
}

export function optionsOn({ options, optionsFor }: Post, network: NetworkName): PostOptions {
  return { ...options, ...optionsFor?.[network] };
}

/** What has its effect there, of what a post asks for. */
export function optionsInForce(
  { options: known = [] }: Pick<Network, 'options'>,
  options: PostOptions,
): PostOptions {
  return Object.fromEntries(
    Object.entries(options).filter(([name]) => known.includes(name as PostOptionName)),
  );
}

function missingOption(
  { name, options: known = [] }: Composing,
  post: Post,
  options: PostOptions,
): PostOptionName | undefined {
  const own = Object.keys(post.optionsFor?.[name] ?? {}) as PostOptionName[];
  const wanted = [...own, ...restrictions(options)];
  return wanted.find(option => !known.includes(option));
}

function restrictions({ visibility, contentWarning, replies }: PostOptions): readonly PostOptionName[] {
  return [
    ...(visibility === undefined || visibility === 'public' ? [] : ['visibility' as const]),
    ...(contentWarning === undefined ? [] : ['contentWarning' as const]),
    ...(replies === undefined || replies === 'everyone' ? [] : ['replies' as const]),
  ];
}
