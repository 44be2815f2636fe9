import type { WorkerPort } from '../../../platform/worker-port.ts';
import { exceptImported } from '../worker/imported-export.ts';
import type { ExportServer } from './export-server.ts';
import type { WeightsRequest, WeightsResponse } from '../shared/weights-protocol.ts';
import { WeightsSession } from '../worker/weights-session.ts';

/** The weights worker without a thread: the real session over a spec's server. */
export class SessionPort extends EventTarget implements WorkerPort {
  readonly requests: WeightsRequest[] = [];
  readonly session: WeightsSession;
  private isTerminated = false;

  constructor(server: ExportServer) {
    super();
    this.session = new WeightsSession(
      (response, transfer) => {
        this.deliver(structuredClone(response, { transfer }));
      },
      { fetchFile: exceptImported(server.fetchFile), patience: () => AbortSignal.timeout(1000) },
      new URL('.', document.baseURI).href,
    );
  }

  postMessage(request: WeightsRequest): void {
    this.requests.push(request);
    this.session.receive(structuredClone(request));
  }

  terminate(): void {
    this.isTerminated = true;
  }

  private deliver(data: WeightsResponse): void {
    queueMicrotask(() => {
      if (!this.isTerminated) this.dispatchEvent(new MessageEvent('message', { data }));
    });
  }
}
