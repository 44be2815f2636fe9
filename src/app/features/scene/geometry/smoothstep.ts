/** How much of the way from one value to another is done, 0..1. */
export function shareOfWay(from: number, to: number, at: number): number {
  return Math.min(1, Math.max(0, (at - from) / (to - from)));
}

/** The same, but it begins and ends softly. */
export function smoothstep(from: number, to: number, at: number): number {
  const share = shareOfWay(from, to, at);
  return share * share * (3 - 2 * share);
}
