import { z } from 'zod';
import { expecting } from './schema-parts.ts';

/** One of the networks; where those are not known, anything that looks like one. */
export function networkName(networks: readonly string[] | undefined) {
  const what = networks === undefined ? 'the name of a network' : `one of ${networks.join(', ')}`;
  return z
    .string({ error: expecting(what) })
    .refine(name => networks?.includes(name) ?? /^[a-z][a-z0-9-]*$/.test(name), { error: expecting(what) });
}
