import { WorkerServer } from '../../../platform/worker-server.ts';
import type { ToWorker } from '../../../platform/worker-protocol.ts';
import { buffersOf } from '../../weight-buffers.ts';
import type { InferenceProtocol } from '../shared/inference-protocol.ts';
import { CheckpointFilm } from './checkpoint-film.ts';
import { InferenceSession } from './inference-session.ts';

const session = new InferenceSession();
const film = new CheckpointFilm({
  now: () => performance.now(),
  // Not a microtask: messages come between tasks only.
  pause: () => new Promise((resolve) => setTimeout(resolve)),
});

const server = new WorkerServer<InferenceProtocol>({
  post: (message, transfer) => {
    postMessage(message, { transfer });
  },
  handlers: {
    load: (request, { reply }) => {
      const loaded = session.load(request);
      reply(loaded, buffersOf(loaded.retired ?? []));
    },
    read: (request, { reply }) => {
      reply(session.read(request));
    },
    keep: (checkpoint, { reply }) => {
      film.keep(checkpoint);
      reply(undefined);
    },
    film: async ({ key, drawing }, { signal, reply }) => {
      reply(await film.judgements(key, session.imageOf(drawing), signal));
    },
  },
  failureOf: (error) => (error instanceof Error ? error.message : String(error)),
  // The page shows every error.
  isFault: () => false,
});

addEventListener('message', ({ data }: MessageEvent<ToWorker<InferenceProtocol>>) => {
  server.receive(data);
});
