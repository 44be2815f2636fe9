import { fileFetcher } from './fetch-file';
import { exceptImported } from './imported-export';
import type { WeightsRequest } from './weights-protocol';
import { WeightsSession } from './weights-session';

/** Long enough for a slow server, short enough for a class that waits in front of a dead network. */
const PATIENCE_MS = 4000;

const session = new WeightsSession(
  (response, transfer) => {
    postMessage(response, { transfer });
  },
  {
    fetchFile: exceptImported(fileFetcher(fetch.bind(globalThis))),
    patience: () => AbortSignal.timeout(PATIENCE_MS),
  },
);

addEventListener('message', ({ data }: MessageEvent<WeightsRequest>) => {
  session.receive(data);
});
