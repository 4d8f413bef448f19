import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { SourceFault } from '../../domain/source-fault.ts';

/** Finds all addresses of a name, as `dns.lookup` does with `all`. */
export type Resolve = (
  hostname: string,
  done: (error: Error | null, addresses: readonly { address: string; family: number }[]) => void,
) => void;

export const systemResolve: Resolve = (hostname, done) =>
  systemLookup(hostname, { all: true }, (error, addresses) => done(error, addresses ?? []));

/**
 * Whether an address is one of the open internet. Everything with a purpose of its own is not: loopback, private,
 * link-local, carrier-grade NAT, multicast, IPv4 inside IPv6, and what is set aside.
 */
export function isPublicAddress(address: string): boolean {
  return ipaddr.isValid(address) && ipaddr.parse(address).range() === 'unicast';
}

/** Fails for a host that is written as an address and is not public; names are looked at when they are resolved. */
export function checkHost(hostname: string): void {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw notPublic(hostname);
}

/**
 * A look-up for the moment of connecting, so that what was checked is what is connected to: a name that resolves to
 * anything but public addresses is refused whole.
 */
export function publicLookup(resolve: Resolve): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, (error, addresses) => {
      const [first] = addresses;
      if (error !== null || first === undefined) {
        done(error ?? new Error(`${hostname} has no address`), '');
      } else if (!addresses.every(({ address }) => isPublicAddress(address))) {
        done(notPublic(hostname), '');
      } else if (options.all) {
        done(null, [...addresses]);
      } else {
        done(null, first.address, first.family);
      }
    });
  };
}

export function notPublic(hostname: string): SourceFault {
  return new SourceFault(
    `${hostname} is no public address, so it is not asked; if it is meant, add it to allowHosts in figures.yaml`,
  );
}
