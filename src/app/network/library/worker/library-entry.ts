import type { ToWorker } from '../../../platform/worker-protocol.ts';
import { fileFetcher } from '../../weights/shared/fetch-file.ts';
import { exceptImported } from '../../weights/worker/except-imported.ts';
import type { LibraryProtocol } from '../shared/library-protocol.ts';
import { bundledDigits } from './bundled-digits.ts';
import { LibrarySession } from './library-session.ts';

/** Long enough for a slow server, short enough for a class waiting on a dead network. */
const SERVER_TIMEOUT_MS = 4000;

// The worker's script lies in the app's folder.
const folder = new URL('.', location.href).href;
// There are none on addresses without https.
const storedFiles = (globalThis as Partial<typeof globalThis>).caches;
const otherTabs = new BroadcastChannel(`library of ${folder}`);
const session = new LibrarySession(
  (message, transfer) => {
    postMessage(message, { transfer });
  },
  {
    folder,
    network: {
      fetchFile: exceptImported(fileFetcher(fetch.bind(globalThis))),
      timeoutSignal: () => AbortSignal.timeout(SERVER_TIMEOUT_MS),
    },
    digits: bundledDigits({ send: fetch.bind(globalThis), caches: storedFiles }, folder),
    nowMs: () => Date.now(),
    after: (milliseconds, act) => {
      setTimeout(act, milliseconds);
    },
    tellOthers: () => {
      otherTabs.postMessage('changed');
    },
  },
);

otherTabs.addEventListener('message', () => {
  session.othersChanged();
});
addEventListener('message', ({ data }: MessageEvent<ToWorker<LibraryProtocol>>) => {
  session.receive(data);
});
