import { isIPv6, type AddressInfo } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';

/** The result of `os.networkInterfaces()`. */
export type NetworkInterfaces = Readonly<
  Record<
    string,
    readonly Pick<NetworkInterfaceInfo, 'address' | 'family' | 'internal'>[] | undefined
  >
>;

const ANY_ADDRESS = ['0.0.0.0', '::', '::ffff:0.0.0.0'];
const THIS_COMPUTER = /^(?:127\.|::1$|::ffff:127\.)/;
/** Link-local: no browser opens it, because it needs an interface name at its end. */
const LINK_LOCAL = /^fe[89ab]/i;

/** Networks between programs of one computer, or tunnels: no tablet is in them. */
const VIRTUAL = /^(?:br-|docker|veth|virbr|vmnet|vboxnet|vEthernet|tailscale|tun|utun|wg|zt)/i;
/** Addresses that a device gives itself where nobody else does, and those of providers (RFC 6598). */
const UNUSUAL = /^(?:169\.254\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;
/** As homes and schools have them. */
const PRIVATE = /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/;

/** Where a server can be opened. */
export interface HubAddresses {
  /** Hosts by which other devices reach it, the likeliest first; none where only this computer can. */
  readonly hosts: readonly string[];
  /** The same with protocol and port. */
  readonly others: readonly string[];
  /** For people, one address a line. */
  readonly lines: readonly string[];
}

/**
 * Lists where a server can be opened, from this computer and from others.
 * @param host the requested host
 * @param bound the address that the system bound
 */
export function hubAddresses(
  host: string,
  bound: AddressInfo,
  interfaces: NetworkInterfaces,
): HubAddresses {
  const isAny = ANY_ADDRESS.includes(bound.address);
  const isLocal = isAny || bound.address === '127.0.0.1';
  const first = `MNIST MLP Visualizer: ${url(isLocal ? 'localhost' : host, bound.port)}`;
  const hosts = otherHosts(host, bound, interfaces);
  const others = hosts.map((address) => url(address, bound.port));
  if (THIS_COMPUTER.test(bound.address)) return { hosts, others, lines: [first] };
  if (others.length === 0) {
    return {
      ...{ hosts, others },
      lines: [first, 'On other devices: none, as this computer is in no network.'],
    };
  }
  const found = isAny ? others.map((address) => `On other devices: ${address}`) : [];
  return { hosts, others, lines: [first, ...found] };
}

/** Hosts by which other devices reach a server, the likeliest first. */
export function otherHosts(
  host: string,
  bound: Pick<AddressInfo, 'address'>,
  interfaces: NetworkInterfaces,
): readonly string[] {
  if (THIS_COMPUTER.test(bound.address)) return [];
  return ANY_ADDRESS.includes(bound.address) ? lanAddresses(bound, interfaces) : [host];
}

function lanAddresses(
  bound: Pick<AddressInfo, 'address'>,
  interfaces: NetworkInterfaces,
): readonly string[] {
  return Object.entries(interfaces)
    .flatMap(([name, addresses = []]) => addresses.map((found) => ({ name, ...found })))
    .filter(({ family, internal }) => !internal && (bound.address === '::' || family === 'IPv4'))
    .filter(({ address }) => !LINK_LOCAL.test(address))
    .map(({ name, address }) => ({ address, rank: rankOf(name, address) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ address }) => address);
}

/** 0 for what a classroom's devices most likely share with this computer. */
function rankOf(name: string, address: string): number {
  if (VIRTUAL.test(name) || UNUSUAL.test(address)) return 2;
  return PRIVATE.test(address) ? 0 : 1;
}

/** The address of a server's first page, without its last slash. */
export function url(host: string, port: number, protocol: 'http' | 'https' = 'http'): string {
  return `${protocol}://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
