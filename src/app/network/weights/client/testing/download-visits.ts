import { TestBed } from '@angular/core/testing';
import { METERED_CONNECTION } from '../../../../platform/browser.ts';
import { CLOCK } from '../../../../platform/clock.ts';
import { persist } from '../../../../platform/persisted.ts';
import { ManualClock } from '../../../../platform/testing/manual-clock.ts';
import { ShardDownload, type DownloadState } from '../shard-download.ts';
import { WEIGHTS_WORKER_FACTORY } from '../weights-client.ts';
import { WeightsService } from '../weights-service.ts';
import { SERVER_PROBE } from '../../shared/server-probe.ts';
import { emptyDevice, untilStored } from '../../testing/device-shards.ts';
import { ExportServer, makeExport } from '../../testing/export-server.ts';
import { SessionPort } from '../../testing/session-port.ts';
import { until } from '../../../../platform/testing/until.ts';

/** Number of checkpoints in each export. */
export const COUNT = 5;
// Different weights from other specs, so that late writes of one spec are not files of the next.
export const made = makeExport({ count: COUNT, mark: 200 });
export const newer = makeExport({ count: COUNT, mark: 300 });

/** Visits with the same browser, which has nothing stored at first, to a server with the export `made`. */
export class DownloadVisits {
  readonly server = new ExportServer();
  /** The clock of the newest visit. */
  clock = new ManualClock();
  isMetered = false;

  constructor() {
    this.server.add(made);
  }

  static async begin(): Promise<DownloadVisits> {
    await emptyDevice();
    persist('offline.download', undefined);
    return new DownloadVisits();
  }

  end(): void {
    persist('offline.download', undefined);
  }

  /** A new visit in the same browser, in which the export is open. */
  readonly visit = async (): Promise<ShardDownload> => {
    TestBed.resetTestingModule();
    this.clock = new ManualClock();
    TestBed.configureTestingModule({
      providers: [
        { provide: WEIGHTS_WORKER_FACTORY, useValue: () => new SessionPort(this.server) },
        { provide: CLOCK, useValue: this.clock },
        { provide: METERED_CONNECTION, useValue: () => this.isMetered },
        { provide: SERVER_PROBE, useValue: () => Promise.resolve(!this.server.isDown) },
      ],
    });
    const weights = TestBed.inject(WeightsService);
    await until(() => weights.loaded() !== undefined);
    // The last shard is kept as soon as it is shown.
    await untilStored(1);
    this.server.requests.length = 0;
    return TestBed.inject(ShardDownload);
  };

  readonly reach = async (download: ShardDownload, state: DownloadState): Promise<void> => {
    TestBed.tick();
    await until(() => download.state() === state);
  };

  readonly shardsAskedFor = (): number[] =>
    this.server.urls.map((url) => made.shards.indexOf(url)).filter((order) => order >= 0);
}
