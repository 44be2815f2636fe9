import type { InkDigits } from '#formats';
import { packDigitSamples, type FormatError } from '#model';
import { deleteDB, openDB } from 'idb';
import type { FromWorker, ToWorker, WorkerPort } from '../../../platform/worker-protocol.ts';
import { exceptImported } from '../../weights/worker/except-imported.ts';
import { ExportServer } from '../../weights/testing/export-server.ts';
import type { LibraryProtocol } from '../shared/library-protocol.ts';
import { digitsIn } from '../worker/digit-trial.ts';
import { LIBRARY_DATABASE } from '../worker/library-database.ts';
import { LibrarySession } from '../worker/library-session.ts';
import type { LibrarySurroundings } from '../worker/library-surroundings.ts';

const PIXELS = 784;
const PER_DIGIT = 12;

/** Digits that a network without hidden layers can read: digit `d` is a bar in the rows from `2 d` on, and some noise. */
function packedBars(): Uint8Array {
  const images = new Uint8Array(10 * PER_DIGIT * PIXELS);
  for (let index = 0; index < 10 * PER_DIGIT; index++) {
    const digit = Math.floor(index / PER_DIGIT);
    images.fill(255, index * PIXELS + 56 * digit, index * PIXELS + 56 * (digit + 1));
    images[index * PIXELS + ((index * 37) % PIXELS)] = 119;
  }
  return packDigitSamples(images);
}

let unpackedBars: InkDigits | undefined;

/** Those digits, made once. */
function bars(): InkDigits {
  return (unpackedBars ??= digitsIn(packedBars(), 'bars'));
}

/** The library worker without a thread: the real session with a spec's server, and a clock that the spec moves. */
export class LibraryPort extends EventTarget implements WorkerPort {
  private static readonly open = new Set<LibraryPort>();
  readonly session: LibrarySession;
  /** Milliseconds since 1970. */
  nowMs = Date.UTC(2027, 0, 15, 8);
  /** What is to be done later. */
  readonly due: (() => void)[] = [];
  private isTerminated = false;

  constructor(server = new ExportServer(), world: Partial<LibrarySurroundings> = {}) {
    super();
    this.session = new LibrarySession(
      (message, transfer) => {
        this.deliver(structuredClone(message, { transfer }));
      },
      {
        folder: new URL('.', document.baseURI).href,
        network: {
          fetchFile: exceptImported(server.fetchFile),
          timeoutSignal: () => AbortSignal.timeout(1000),
        },
        digits: () => Promise.resolve(bars()),
        nowMs: () => this.nowMs,
        after: (_, act) => this.due.push(act),
        tellOthers: () => {
          for (const port of LibraryPort.open) if (port !== this) port.session.othersChanged();
        },
        ...world,
      },
    );
    LibraryPort.open.add(this);
  }

  postMessage(message: ToWorker<LibraryProtocol>): void {
    this.session.receive(structuredClone(message));
  }

  terminate(): void {
    this.isTerminated = true;
    LibraryPort.open.delete(this);
  }

  private deliver(data: FromWorker<LibraryProtocol>): void {
    queueMicrotask(() => {
      if (!this.isTerminated) this.dispatchEvent(new MessageEvent('message', { data }));
    });
  }
}

/** Deletes the library. */
export async function emptyLibrary(): Promise<void> {
  await deleteDB(LIBRARY_DATABASE);
}

/** Everything in the library's database, in words that differ if anything does. */
export async function libraryDump(): Promise<string> {
  const database = await openDB(LIBRARY_DATABASE);
  try {
    const parts: string[] = [];
    for (const store of database.objectStoreNames) {
      const [keys, values] = await Promise.all([
        database.getAllKeys(store),
        database.getAll(store) as Promise<unknown[]>,
      ]);
      parts.push(
        store,
        JSON.stringify(keys),
        JSON.stringify(values, (_, value: unknown) => plain(value)),
      );
    }
    return parts.join('\n');
  } finally {
    database.close();
  }
}

function plain(value: unknown): unknown {
  if (value instanceof ArrayBuffer) return Array.from(new Uint8Array(value)).join();
  return ArrayBuffer.isView(value) ? Array.from(value as Int8Array).join() : value;
}

/** The sentence that a request is refused with. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'not refused';
  } catch (error) {
    return (error as FormatError).message;
  }
}
