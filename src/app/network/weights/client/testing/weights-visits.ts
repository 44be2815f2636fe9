import { TestBed } from '@angular/core/testing';
import { CLOCK } from '../../../../platform/clock.ts';
import { persist } from '../../../../platform/persisted.ts';
import { keepInTab } from '../../../../platform/tab-storage.ts';
import { ManualClock } from '../../../../platform/testing/manual-clock.ts';
import { WEIGHTS_WORKER_FACTORY } from '../weights-client.ts';
import { WeightsService } from '../weights-service.ts';
import { emptyDevice } from '../../testing/device-shards.ts';
import { ExportServer, makeExport } from '../../testing/export-server.ts';
import { SessionPort } from '../../testing/session-port.ts';
import { until } from '../../../../platform/testing/until.ts';

/** The default export, and one of another shape. */
export const made = makeExport({ count: 5 });
export const other = makeExport({ name: 'other', count: 3, architecture: [784, 6, 10], mark: 50 });

/** Visits with the same browser, which has nothing stored at first, to a server with both exports. */
export class WeightsVisits {
  readonly server = new ExportServer();
  /** The clock of the newest visit. */
  clock = new ManualClock();
  private readonly address = location.href;
  private readonly ports: SessionPort[] = [];

  constructor() {
    this.server.add(made, other);
    this.visit();
  }

  static async begin(): Promise<WeightsVisits> {
    await emptyDevice();
    return new WeightsVisits();
  }

  async end(): Promise<void> {
    TestBed.resetTestingModule();
    // So that the next spec does not find late writes of this one.
    await until(() => this.ports.every(({ session }) => session.isIdle));
    history.replaceState(null, '', this.address);
    persist('weights', undefined);
    keepInTab('weights', undefined);
  }

  /** A new visit in the same browser; `query` names an export. */
  readonly visit = (query?: string): void => {
    TestBed.resetTestingModule();
    this.clock = new ManualClock();
    this.server.requests.length = 0;
    const search =
      query === undefined ? '' : `?${new URLSearchParams({ weights: query }).toString()}`;
    history.replaceState(null, '', new URL(search, this.address));
    TestBed.configureTestingModule({
      providers: [
        {
          provide: WEIGHTS_WORKER_FACTORY,
          useValue: () => {
            const port = new SessionPort(this.server);
            this.ports.push(port);
            return port;
          },
        },
        { provide: CLOCK, useValue: this.clock },
      ],
    });
  };

  /** The mark of a checkpoint's weights: the first bias of its last layer. */
  readonly mark = (service: WeightsService): unknown => service.loaded()?.weights.at(-1)?.biases[0];

  /** Positions of the default export's shards that were requested from the server. */
  readonly shardsAskedFor = (): number[] =>
    this.server.urls.map((url) => made.shards.indexOf(url)).filter((order) => order >= 0);

  readonly opened = async (): Promise<WeightsService> => {
    const service = TestBed.inject(WeightsService);
    await until(() => service.loaded() !== undefined);
    return service;
  };
}
