import type { ToWorker } from '../../../platform/worker-protocol.ts';
import { fileFetcher } from '../shared/fetch-file.ts';
import { exceptImported } from './except-imported.ts';
import type { WeightsProtocol } from '../shared/weights-protocol.ts';
import { WeightsSession } from './weights-session.ts';

/** Long enough for a slow server, short enough for a class waiting on a dead network. */
const SERVER_TIMEOUT_MS = 4000;

const session = new WeightsSession(
  (message, transfer) => {
    postMessage(message, { transfer });
  },
  {
    fetchFile: exceptImported(fileFetcher(fetch.bind(globalThis))),
    timeoutSignal: () => AbortSignal.timeout(SERVER_TIMEOUT_MS),
  },
  // The worker's script lies in the app's folder.
  new URL('.', location.href).href,
);

addEventListener('message', ({ data }: MessageEvent<ToWorker<WeightsProtocol>>) => {
  session.receive(data);
});
