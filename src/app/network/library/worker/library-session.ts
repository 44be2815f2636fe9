import type { ToWorker } from '../../../platform/worker-protocol.ts';
import { WorkerServer, type Post } from '../../../platform/worker-server.ts';
import type { LibraryProtocol } from '../shared/library-protocol.ts';

const notYet = (): never => {
  throw new Error('the library: not built yet');
};

/** The worker's side of the library. */
export class LibrarySession {
  private readonly server: WorkerServer<LibraryProtocol>;

  constructor(post: Post<LibraryProtocol>) {
    this.server = new WorkerServer<LibraryProtocol>({
      post,
      handlers: {
        contents: (_, { reply }) => {
          reply({ networks: [], removed: [] });
        },
        open: notYet,
        shard: notYet,
        ensureStored: notYet,
        check: notYet,
        keep: notYet,
        look: notYet,
        forget: notYet,
        rename: notYet,
        remove: notYet,
        restore: notYet,
        write: notYet,
        face: notYet,
        answers: notYet,
      },
      failureOf: (error) => ({ message: String(error), isUnreachable: false }),
      isFault: () => false,
    });
  }

  /** Handles a request. Errors are part of the answer. */
  receive(message: ToWorker<LibraryProtocol>): void {
    this.server.receive(message);
  }
}
