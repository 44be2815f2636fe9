import { BlockList, isIP } from 'node:net';

/** Addresses that exist only inside a network: RFC 1918, 3927, 4193, 4291, and this computer itself. */
export const PRIVATE_RANGES = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '169.254.0.0/16',
  '127.0.0.0/8',
  'fc00::/7',
  'fe80::/10',
  '::1/128',
] as const;

/** Domains that belong to nobody: RFC 6762 (mDNS), 8375 (home networks), 6761 (this computer). */
export const LOCAL_DOMAINS = ['local', 'home.arpa', 'localhost'] as const;

/** A host name as RFC 1123 allows it, in lower case, without a dot at its end. */
const HOST_NAME =
  /^(?=.{1,253}$)[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?)*$/;

const privateAddresses = new BlockList();
for (const range of PRIVATE_RANGES) {
  const [address = '', bits] = range.split('/');
  privateAddresses.addSubnet(address, Number(bits), familyOf(address));
}

/** Whether a text can be the name of a host in a certificate; not an address. */
export function isHostName(text: string): boolean {
  return isIP(text) === 0 && HOST_NAME.test(text);
}

/**
 * Whether an authority that is limited to private addresses and to these domains may vouch for a name (RFC 5280,
 * 4.2.1.10).
 * @param name an address or a host name, in lower case
 */
export function isAllowed(name: string, domains: readonly string[]): boolean {
  if (isIP(name) !== 0) return privateAddresses.check(name, familyOf(name));
  return domains.some((domain) => name === domain || name.endsWith(`.${domain}`));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
