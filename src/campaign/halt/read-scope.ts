import type { HoldScope } from '../../domain/hold.ts';
import { InputError } from '../../domain/input-error.ts';
import type { HaltDesk } from './halt-use-cases.ts';

type Known = Pick<HaltDesk, 'campaigns' | 'networks' | 'places'>;

/** Every network, place and campaign by its name; a network comes before a place that is called the same. */
export function listScopes({ campaigns, networks, places }: Known): ReadonlyMap<string, HoldScope> {
  return new Map<string, HoldScope>([
    ...campaigns.map(({ id }) => [id, `campaign ${id}`] as const),
    ...places.map(({ id }) => [id, `place ${id}`] as const),
    ...[...networks.keys()].map(name => [name, `network ${name}`] as const),
  ]);
}

/** Fails, with the known names, on a name that is none of them. */
export function readScope(known: Known, name: string): HoldScope {
  const scopes = listScopes(known);
  const scope = scopes.get(name) ?? scopes.get(name.toLowerCase());
  if (scope !== undefined) return scope;
  const names = [...scopes.keys()].sort().join(', ');
  throw new InputError(`There is no network, place or campaign "${name}": use one of ${names}.`, {
    key: 'noScope',
    values: { name, names },
  });
}

/** The name under which a person finds a scope. */
export function nameOfScope(scope: HoldScope): string {
  return scope === 'all' ? '' : scope.slice(scope.indexOf(' ') + 1);
}
