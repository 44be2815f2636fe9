import type { FetchFile } from '../../weights/shared/fetch-file.ts';
import type { LabSettings } from '../shared/lab-settings.ts';
import type { RunBackend, RunClock } from './run-options.ts';
import type { TabLink } from './lab-tabs.ts';

/** What the lab needs of the world; replaced in specs. */
export interface LabSurroundings {
  /** Absolute address of the app's folder. */
  readonly folder: string;
  readonly fetchFile: FetchFile;
  readonly clock: RunClock;
  /** Milliseconds since 1970. */
  readonly wallTime: () => number;
  readonly backendFor: (device: LabSettings['device']) => Promise<RunBackend>;
  /** Bytes that the browser would let the app store, as far as it says. */
  readonly freeBytes: () => Promise<number | undefined>;
  readonly tabs: TabLink;
  /** Tells library and other tabs that a network was kept. */
  readonly tellLibrary: () => void;
  /** Tells other tabs that own digits have changed. */
  readonly tellOwn: () => void;
}
