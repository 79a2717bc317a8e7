import { lookup as resolveName } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { DeliveryFailed } from '../ports.ts';

/** An exception to what may not be connected to: `10.0.0.0/8:443`. */
export interface AllowedAddress {
  readonly address: string;
  readonly prefix: number;
  readonly family: 4 | 6;
  readonly port: number;
}

/** Resolves a name to all its addresses. Throws where there is none. */
export type Resolve = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** Not the public internet: IANA's IPv4 special-purpose registry (RFC 6890), multicast, reserved. */
const SPECIAL_4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const;
/** Of 2000::/3, the part that is global unicast: Teredo and other protocols, documentation, 6to4. */
const SPECIAL_6 = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const;

const special = new BlockList();
const global6 = new BlockList();
for (const [address, prefix] of SPECIAL_4) special.addSubnet(address, prefix, 'ipv4');
for (const [address, prefix] of SPECIAL_6) special.addSubnet(address, prefix, 'ipv6');
global6.addSubnet('2000::', 3, 'ipv6');

/**
 * Where a webhook may connect to: public addresses, and what the settings allow by network and port. A name is judged by
 * what it resolves to, when it is saved and again at every connection, which then goes to the address that was judged.
 */
export interface AddressPolicy {
  /** Throws DeliveryFailed `refused-address`, or the resolver's own error. */
  check(url: URL): Promise<void>;
  /** For the options of a request to this port: passes on only what may be connected to. */
  lookup(port: number): LookupFunction;
  /** For a host that is an address, which no lookup sees. */
  allows(address: string, port: number): boolean;
}

const resolveAll: Resolve = (host) => resolveName(host, { all: true, verbatim: true });

export function createAddressPolicy(allowed: readonly AllowedAddress[], resolve: Resolve = resolveAll): AddressPolicy {
  const exceptions = allowed.map(({ address, prefix, family, port }) => {
    const network = new BlockList();
    network.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
    return { network, port };
  });
  const allows = (address: string, port: number): boolean => {
    const family = isIP(address);
    if (family === 0) return false;
    const type = family === 4 ? 'ipv4' : 'ipv6';
    if (exceptions.some((one) => one.port === port && one.network.check(address, type))) return true;
    return !special.check(address, type) && (family === 4 || global6.check(address, type));
  };
  const permitted = async (host: string, port: number) => {
    const found = await resolve(host);
    const good = found.filter(({ address }) => allows(address, port));
    if (good.length > 0) return good;
    throw refusedAddress(`${host} is ${found.map(({ address }) => address).join(', ')}`, port);
  };
  return {
    allows,
    async check(url) {
      const host = hostOf(url);
      if (isIP(host) === 0) await permitted(host, portOf(url));
      else if (!allows(host, portOf(url))) throw refusedAddress(host, portOf(url));
    },
    lookup: (port) => (host, options, callback) => {
      permitted(host, port).then(
        (good) => {
          const wanted = good.filter(({ family }) => !options.family || options.family === family);
          const list = wanted.length > 0 ? wanted : good;
          if (options.all) callback(null, [...list]);
          else callback(null, list[0]!.address, list[0]!.family);
        },
        (error: unknown) => callback(error instanceof Error ? error : new Error(String(error)), '', 0),
      );
    },
  };
}

/** The host without the brackets of IPv6. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port);
  return url.protocol === 'https:' ? 443 : 80;
}

function refusedAddress(what: string, port: number): DeliveryFailed {
  const message = `${what}: not a public address, and port ${port} of it is not in SKYRACK_WEBHOOK_ALLOW`;
  return new DeliveryFailed('refused-address', message);
}
