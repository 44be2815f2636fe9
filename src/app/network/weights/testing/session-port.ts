import type { WorkerPort } from '../../../platform/worker-protocol.ts';
import type { FromWorker, ToWorker } from '../../../platform/worker-protocol.ts';
import { exceptImported } from '../worker/except-imported.ts';
import type { ExportServer } from './export-server.ts';
import type { WeightsProtocol } from '../shared/weights-protocol.ts';
import { WeightsSession } from '../worker/weights-session.ts';

/** The weights worker without a thread: the real session with a spec's server. */
export class SessionPort extends EventTarget implements WorkerPort {
  readonly session: WeightsSession;
  private isTerminated = false;

  constructor(server: ExportServer) {
    super();
    this.session = new WeightsSession(
      (message, transfer) => {
        this.deliver(structuredClone(message, { transfer }));
      },
      {
        fetchFile: exceptImported(server.fetchFile),
        timeoutSignal: () => AbortSignal.timeout(1000),
      },
      new URL('.', document.baseURI).href,
    );
  }

  postMessage(message: ToWorker<WeightsProtocol>): void {
    this.session.receive(structuredClone(message));
  }

  terminate(): void {
    this.isTerminated = true;
  }

  private deliver(data: FromWorker<WeightsProtocol>): void {
    queueMicrotask(() => {
      if (!this.isTerminated) this.dispatchEvent(new MessageEvent('message', { data }));
    });
  }
}
