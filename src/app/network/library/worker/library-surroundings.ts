import type { InkDigits } from '#formats';
import type { ExportSources } from '../../weights/worker/open-export.ts';

/** What the library needs besides its database. */
export interface LibrarySurroundings {
  /** Absolute address of the app's folder. */
  readonly folder: string;
  /** For exports on the app's server. */
  readonly network: Omit<ExportSources, 'store'>;
  /** The bundled digits, 0 to 9 over and over; rejects with FormatError if they do not arrive. */
  readonly digits: () => Promise<InkDigits>;
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
  readonly after: (milliseconds: number, act: () => void) => void;
  /** Tells other tabs that the library has changed. */
  readonly tellOthers: () => void;
}
