import { labelledDrawingsZip } from '#formats';
import type { StoredOwnDigit } from '../../library/worker/library-database.ts';
import type { WrittenFile } from '../../library/shared/library-network.ts';

/** Own digits as a file to take away. */
export function writeOwnDigits(digits: readonly StoredOwnDigit[]): WrittenFile {
  const bytes = labelledDrawingsZip(
    digits.map(({ label, strokes, ink }) => ({
      ...{ digit: label, drawing: { strokes } },
      image: new Uint8Array(ink),
    })),
  );
  return { name: 'own-digits.zip', type: 'application/zip', bytes };
}
