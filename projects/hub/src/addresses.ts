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

/**
 * Lists where a server can be opened, from this computer and from others.
 * @param host the requested host
 * @param bound the address that the system bound
 */
export function addressLines(
  host: string,
  bound: AddressInfo,
  interfaces: NetworkInterfaces,
): readonly string[] {
  const isAny = ANY_ADDRESS.includes(bound.address);
  const isLocal = isAny || bound.address === '127.0.0.1';
  const first = `MNIST MLP Visualizer: ${url(isLocal ? 'localhost' : host, bound.port)}`;
  if (THIS_COMPUTER.test(bound.address)) return [first];
  const others = isAny ? lanAddresses(bound, interfaces) : [];
  const found = others.map((address) => `On other devices: ${url(address, bound.port)}`);
  if (isAny && others.length === 0) {
    return [first, 'On other devices: none, as this computer is in no network.'];
  }
  return [
    first,
    ...found,
    'Other devices can use the app there, but not install it or use it offline: that needs https.',
  ];
}

function lanAddresses(bound: AddressInfo, interfaces: NetworkInterfaces): readonly string[] {
  return Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => !internal && (bound.address === '::' || family === 'IPv4'))
    .map(({ address }) => address)
    .filter((address) => !LINK_LOCAL.test(address));
}

function url(host: string, port: number): string {
  return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}
