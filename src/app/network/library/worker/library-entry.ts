import type { ToWorker } from '../../../platform/worker-protocol.ts';
import type { LibraryProtocol } from '../shared/library-protocol.ts';
import { LibrarySession } from './library-session.ts';

const session = new LibrarySession((message, transfer) => {
  postMessage(message, { transfer });
});

addEventListener('message', ({ data }: MessageEvent<ToWorker<LibraryProtocol>>) => {
  session.receive(data);
});
