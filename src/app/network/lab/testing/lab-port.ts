import { wasmBackend } from '#engine';
import {
  fastSha256Hex,
  formatDigitList,
  packDigits,
  type DigitFile,
  type LabelledImages,
} from '#model';
import type { FromWorker, ToWorker } from '../../../platform/worker-protocol.ts';
import type { WorkerPort } from '../../../platform/worker-protocol.ts';
import type { FetchFile } from '../../weights/shared/fetch-file.ts';
import { UnreachableFile } from '../../weights/shared/file-failure.ts';
import type { LabProtocol } from '../shared/lab-protocol.ts';
import type { RunBackend } from '../worker/run-options.ts';
import { LabSession } from '../worker/lab-session.ts';
import type { LabSurroundings } from '../worker/lab-surroundings.ts';
import type { TabLink, TabMessage } from '../worker/lab-tabs.ts';
import { smallDigits } from './small-digits.ts';

export const LAB_FOLDER = 'https://school.example/app/';

/** A server with 10,000 small digits to learn from and 1,000 to be tested with. */
export async function digitServer(): Promise<Map<string, ArrayBuffer>> {
  const served = new Map<string, ArrayBuffer>();
  const files: DigitFile[] = [];
  const add = async (part: DigitFile['part'], digits: LabelledImages): Promise<void> => {
    const stream = new Blob([packDigits(digits)]).stream();
    const zipped = await new Response(
      stream.pipeThrough(new CompressionStream('gzip')),
    ).arrayBuffer();
    const sha256 = await fastSha256Hex(new Uint8Array(zipped));
    const path = `${part}-1.${sha256.slice(0, 8)}.digits`;
    files.push({ path, part, digits: digits.labels.length, bytes: zipped.byteLength, sha256 });
    served.set(`${LAB_FOLDER}digits/${path}`, zipped);
  };
  await add('train', smallDigits(10_000, 1));
  await add('test', smallDigits(1000, 2));
  const list = new TextEncoder().encode(formatDigitList({ files }));
  served.set(`${LAB_FOLDER}digits/list.json`, list.buffer);
  return served;
}

/** The lock and the channel that tabs share. */
export class FakeTabs {
  private holder: object | undefined;
  private readonly heard = new Map<object, (message: TabMessage) => void>();
  private waiting: (() => void)[] = [];

  /** One tab's end of it. */
  link(): TabLink {
    const me = {};
    const release = (): void => {
      if (this.holder === me) this.holder = undefined;
      for (const go of this.waiting.splice(0)) go();
    };
    return {
      tryLock: () => {
        if (this.holder !== undefined) return Promise.resolve(undefined);
        this.holder = me;
        return Promise.resolve(release);
      },
      isLocked: () => Promise.resolve(this.holder !== undefined),
      whenFree: () => new Promise((resolve) => this.waiting.push(resolve)),
      post: (message) => {
        const copy = structuredClone(message);
        for (const [tab, hear] of this.heard) if (tab !== me) hear(copy);
      },
      onMessage: (hear) => {
        this.heard.set(me, hear);
      },
    };
  }
}

/** A lab worker in the page's thread, whose digits come from a server of a spec. */
export class LabPort extends EventTarget implements WorkerPort {
  private static readonly open = new Set<LabPort>();
  readonly session: LabSession;
  isTold = 0;
  private isTerminated = false;

  constructor(
    served: ReadonlyMap<string, ArrayBuffer>,
    tabs: FakeTabs,
    world: Partial<LabSurroundings> = {},
  ) {
    super();
    const backend: RunBackend = { backend: wasmBackend, device: { kind: 'cpu', threads: 1 } };
    this.session = new LabSession(
      (data, transfer) => {
        this.deliver(structuredClone(data, { transfer }));
      },
      {
        folder: LAB_FOLDER,
        fetchFile: fetcherOf(served),
        clock: {
          now: () => performance.now(),
          after: (milliseconds, callback) => {
            const timer = setTimeout(callback, milliseconds);
            return () => {
              clearTimeout(timer);
            };
          },
          turn: () => new Promise((resolve) => setTimeout(resolve)),
        },
        wallTime: () => Date.UTC(2027, 0, 15, 8),
        backendFor: () => Promise.resolve(backend),
        freeBytes: () => Promise.resolve(undefined),
        tabs: tabs.link(),
        tellLibrary: () => {
          this.isTold += 1;
        },
        tellOwn: () => {
          for (const port of LabPort.open) if (port !== this) port.session.ownChanged();
        },
        ...world,
      },
    );
    LabPort.open.add(this);
  }

  postMessage(
    message: ToWorker<LabProtocol>,
    options: Transferable[] | StructuredSerializeOptions = [],
  ): void {
    const { transfer = [] } = Array.isArray(options) ? { transfer: options } : options;
    this.session.receive(structuredClone(message, { transfer }));
  }

  terminate(): void {
    this.isTerminated = true;
    LabPort.open.delete(this);
  }

  private deliver(data: FromWorker<LabProtocol>): void {
    queueMicrotask(() => {
      if (!this.isTerminated) this.dispatchEvent(new MessageEvent('message', { data }));
    });
  }
}

function fetcherOf(served: ReadonlyMap<string, ArrayBuffer>): FetchFile {
  return (url) => {
    const bytes = served.get(url);
    if (bytes) return Promise.resolve(bytes.slice(0));
    const what = [url, 'HTTP status', '200', '404'] as const;
    return Promise.reject(new UnreachableFile(what, { kind: 'status', status: 404 }));
  };
}
