import type { ChosenFile } from '#formats';
import { WorkerClient } from '../../../platform/worker-client.ts';
import { WeightsFailure } from '../../weights/client/weights-failure.ts';
import type { NetworkReport } from '../shared/import-report.ts';
import type { LibraryContents, LibraryProtocol } from '../shared/library-protocol.ts';
import type { LibraryPort } from './library-port.ts';

/** Asks a library worker as the page does. */
export class LibraryRequests {
  readonly port: LibraryPort;
  /** How often it said that the library has changed. */
  changes = 0;
  private readonly client: WorkerClient<LibraryProtocol>;

  constructor(port: LibraryPort) {
    this.port = port;
    this.client = new WorkerClient<LibraryProtocol>({
      name: 'library worker',
      start: () => port,
      errorOf: (failure) => new WeightsFailure(failure),
      onNotice: ({ kind }) => {
        if (kind === 'changed') this.changes += 1;
      },
    });
  }

  readonly ask: WorkerClient<LibraryProtocol>['request'] = (kind, params, options) =>
    this.client.request(kind, params, options);

  contents(): Promise<LibraryContents> {
    return this.ask('contents', {});
  }

  /** Has files checked; expects a network. */
  async check(files: readonly ChosenFile[]): Promise<NetworkReport> {
    const report = await this.ask('check', { files: incoming(files) });
    if (report.kind === 'network') return report;
    throw new Error(`files: expected a network, found ${report.kind}`);
  }

  /** Keeps a network from files; its address. */
  async keep(files: readonly ChosenFile[], name = 'mine'): Promise<string> {
    const { id } = await this.check(files);
    return this.ask('keep', { report: id, name, ink: undefined });
  }
}

/** Files as the page sends them. */
export function incoming(
  files: readonly ChosenFile[],
): LibraryProtocol['requests']['check']['files'] {
  return files.map(({ name, bytes }) => ({ path: name, file: new File([bytes], name) }));
}
