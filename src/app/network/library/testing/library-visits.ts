import { writeExportZip, type ReadNetwork } from '#formats';
import { TestBed } from '@angular/core/testing';
import { CLOCK } from '../../../platform/clock.ts';
import { persist } from '../../../platform/persisted.ts';
import { keepInTab } from '../../../platform/tab-storage.ts';
import { ManualClock } from '../../../platform/testing/manual-clock.ts';
import { WEIGHTS_WORKER_FACTORY } from '../../weights/client/weights-client.ts';
import { WeightsService } from '../../weights/client/weights-service.ts';
import { emptyDevice } from '../../weights/testing/device-shards.ts';
import { ExportServer, makeExport } from '../../weights/testing/export-server.ts';
import { SessionPort } from '../../weights/testing/session-port.ts';
import { LIBRARY_WORKER_FACTORY } from '../client/library-client.ts';
import { LibraryService } from '../client/library-service.ts';
import { provideLibrary } from '../client/provide-library.ts';
import { emptyLibrary, LibraryPort } from './library-port.ts';
import { until } from '../../../platform/testing/until.ts';

/** The app's own export, and another one on its server. */
export const own = makeExport({ count: 2 });
export const other = makeExport({ name: 'other', count: 3, mark: 50 });

/** Visits with the same browser, whose library is empty at first. */
export class LibraryVisits {
  readonly server = new ExportServer();
  private readonly address = location.href;
  private readonly ports: (SessionPort | LibraryPort)[] = [];

  static async begin(): Promise<LibraryVisits> {
    await emptyDevice();
    await emptyLibrary();
    const visits = new LibraryVisits();
    visits.server.add(own, other);
    visits.forgetTab();
    return visits;
  }

  async end(): Promise<void> {
    TestBed.resetTestingModule();
    // So that the next spec does not find late writes of this one.
    await until(() => this.ports.every(({ session }) => session.isIdle));
    for (const port of this.ports) port.terminate();
    history.replaceState(null, '', this.address);
    this.forgetTab();
    persist('weights', undefined);
  }

  /** As if the tab was closed: what each visit begins with stays. */
  readonly forgetTab = (): void => {
    keepInTab('weights', undefined);
  };

  /** Starts the app, in the same tab, and waits for a network. */
  readonly visit = async (query = ''): Promise<LibraryService> => {
    TestBed.resetTestingModule();
    history.replaceState(null, '', new URL(query || '?', this.address));
    TestBed.configureTestingModule({
      providers: [
        provideLibrary(),
        {
          provide: WEIGHTS_WORKER_FACTORY,
          useValue: () => this.started(new SessionPort(this.server)),
        },
        {
          provide: LIBRARY_WORKER_FACTORY,
          useValue: () => this.started(new LibraryPort(this.server)),
        },
        { provide: CLOCK, useValue: new ManualClock() },
      ],
    });
    const weights = TestBed.inject(WeightsService);
    await until(() => weights.loaded() !== undefined);
    const library = TestBed.inject(LibraryService);
    library.open();
    await until(() => library.isLoaded());
    return library;
  };

  private started<Port extends SessionPort | LibraryPort>(port: Port): Port {
    this.ports.push(port);
    return port;
  }
}

/** A network as the zip that someone chose. */
export function zipFile(network: ReadNetwork, name = 'Anna.zip'): File {
  return new File([writeExportZip(network)], name);
}
