import { lastCheckpoint, withInk, type InkReading, type ReadNetwork } from '#formats';
import { fingerprintOf } from './check-files.ts';
import { faceOf } from './face-of.ts';
import type { NetworkToKeep } from './keep-network.ts';

/** A network for which ink counts as someone said. */
export function asTold(
  network: ReadNetwork,
  ink: InkReading,
): Pick<NetworkToKeep, 'network' | 'fingerprint' | 'face'> {
  const told = withInk(network, ink);
  const { weights } = lastCheckpoint(told);
  return { network: told, fingerprint: fingerprintOf(told), face: faceOf(told.spec, weights) };
}
