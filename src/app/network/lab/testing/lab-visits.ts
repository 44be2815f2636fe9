import { sha256Hex } from '#model';
import { TestBed } from '@angular/core/testing';
import { emptyLibrary } from '../../library/testing/library-port.ts';
import { LibraryDatabase } from '../../library/worker/library-database.ts';
import { libraryKey } from '../../library-address.ts';
import { LAB_WORKER_FACTORY, LabService } from '../client/lab-service.ts';
import { DEFAULT_SETTINGS, type LabSettings } from '../shared/lab-settings.ts';
import { digitServer, FakeTabs, LAB_FOLDER, LabPort } from './lab-port.ts';
import { until } from '../../../platform/testing/until.ts';

/** Two passes over 300 small digits by a small network, at full pace. */
export const VISIT_SETTINGS: LabSettings = {
  ...DEFAULT_SETTINGS,
  hidden: [12],
  digits: 300,
  batchSize: 16,
  stop: { kind: 'passes', passes: 2 },
  pace: 'full',
};

/** Visits of the lab in one browser: reloads, and other tabs, each with a worker in the page's thread. */
export class LabVisits {
  /** What the server has, by address. */
  readonly served: Map<string, ArrayBuffer>;
  /** The workers that were started, in their order. */
  readonly ports: LabPort[] = [];
  private readonly tabs = new FakeTabs();

  private constructor(served: Map<string, ArrayBuffer>) {
    this.served = served;
  }

  /** Begins with an empty library. */
  static async begin(): Promise<LabVisits> {
    await emptyLibrary();
    return new LabVisits(new Map(await whatIsServed()));
  }

  /** Opens the lab, as after a reload or in another tab. */
  open(world: ConstructorParameters<typeof LabPort>[2] = {}): LabService {
    TestBed.resetTestingModule();
    const start = (): LabPort => {
      const port = new LabPort(this.served, this.tabs, world);
      this.ports.push(port);
      return port;
    };
    TestBed.configureTestingModule({
      providers: [LabService, { provide: LAB_WORKER_FACTORY, useValue: start }],
    });
    return TestBed.inject(LabService);
  }

  async end(): Promise<void> {
    TestBed.resetTestingModule();
    for (const port of this.ports) await port.session.end();
  }
}

let packed: Promise<Map<string, ArrayBuffer>> | undefined;
/** Packed once for all specs. */
function whatIsServed(): Promise<Map<string, ArrayBuffer>> {
  return (packed ??= digitServer());
}

/** Waits until the run of a visit has ended. */
export function ended(lab: LabService): Promise<void> {
  return until(() => lab.phase()?.kind === 'ended');
}

/** Takes so many steps, each when the one before it was told. */
export async function takeSteps(lab: LabService, count: number): Promise<void> {
  const before = lab.progress()?.batches ?? 0;
  for (let step = 1; step <= count; step++) {
    lab.step();
    await until(() => lab.progress()?.batches === before + step);
  }
}

/** Keeps the run, and gives the hash of a checkpoint of the network that it has become. */
export async function keptHash(lab: LabService, checkpoint: number): Promise<string> {
  const key = libraryKey(await lab.keep('kept'));
  const read = await libraryDatabase().run('readonly', (tx) =>
    tx.objectStore('checkpoints').get([key, checkpoint]),
  );
  return sha256Hex(new Uint8Array(read?.bytes ?? new ArrayBuffer()));
}

/** Waits until a part of the run is stored: `point`, or `milestone 0` and so on. */
export function untilStored(part: string): Promise<void> {
  return until(() =>
    libraryDatabase().run('readonly', async (tx) => {
      const key = await tx.objectStore('runs').getKey([LAB_FOLDER, part]);
      return key !== undefined;
    }),
  );
}

export function libraryDatabase(): LibraryDatabase {
  return new LibraryDatabase(() => undefined);
}
