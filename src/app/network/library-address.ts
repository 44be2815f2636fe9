/** Scheme of the addresses of networks in the library: they are never requested from a server. */
const SCHEME = 'library:';

/** How the addresses of networks begin that are looked at without being kept. */
const LOOKED_AT = `${SCHEME}look-`;

/** Whether an address is that of a network in the library, or of one that is only looked at. */
export function isOfLibrary(address: string): boolean {
  return address.startsWith(SCHEME);
}

/** Whether an address is that of a network that is looked at without being kept: it ends with the visit. */
export function isLookedAt(address: string): boolean {
  return address.startsWith(LOOKED_AT);
}

/** The address of a kept network. */
export function libraryAddress(key: string): string {
  return SCHEME + key;
}

/** The key of a kept network. */
export function libraryKey(address: string): string {
  return address.slice(SCHEME.length);
}

/** The address of what a report is about, while it is only looked at. */
export function lookAddress(report: number): string {
  return `${LOOKED_AT}${report}`;
}
