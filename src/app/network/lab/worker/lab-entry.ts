import { browserBackend, serveLearningThread, type ThreadJob } from '#engine';
import type { ToWorker } from '../../../platform/worker-protocol.ts';
import { fileFetcher } from '../../weights/shared/fetch-file.ts';
import type { LabProtocol } from '../shared/lab-protocol.ts';
import type { LabSettings } from '../shared/lab-settings.ts';
import type { RunBackend } from './run-options.ts';
import { LabSession } from './lab-session.ts';
import type { TabMessage } from './lab-tabs.ts';

/** More threads share too little work; page and inference need cores too. */
const MOST_THREADS = 4;
const SPARED_CORES = 2;

// The worker's script lies in the app's folder.
const folder = new URL('.', location.href).href;
const LOCK = `lab of ${folder}`;

// Messages of a channel come as soon as others are through; timers wait for milliseconds.
const turns = new MessageChannel();
const waiting: (() => void)[] = [];
turns.port1.onmessage = () => {
  waiting.shift()?.();
};

const otherTabs = new BroadcastChannel(LOCK);
const libraries = new BroadcastChannel(`library of ${folder}`);
const ownDigits = new BroadcastChannel(`own digits of ${folder}`);
let session: LabSession | undefined;
ownDigits.onmessage = () => session?.ownChanged();

addEventListener('message', ({ data }: MessageEvent<ToWorker<LabProtocol> | ThreadJob>) => {
  // The same script is what learning threads run.
  if (data.kind === 'learning-thread') {
    otherTabs.close();
    libraries.close();
    ownDigits.close();
    void serveLearningThread(data);
    return;
  }
  session ??= started();
  session.receive(data);
});

function started(): LabSession {
  const { locks, storage } = navigator as Partial<Pick<WorkerNavigator, 'locks' | 'storage'>>;
  return new LabSession(
    (message, transfer) => {
      postMessage(message, { transfer });
    },
    {
      folder,
      fetchFile: fileFetcher(fetch.bind(globalThis)),
      clock: {
        now: () => performance.now(),
        after: (milliseconds, callback) => {
          const timer = setTimeout(callback, milliseconds);
          return () => {
            clearTimeout(timer);
          };
        },
        turn: () =>
          new Promise((resolve) => {
            waiting.push(resolve);
            turns.port2.postMessage(undefined);
          }),
      },
      wallTime: () => Date.now(),
      backendFor,
      freeBytes: async () => {
        const { quota, usage } = (await storage?.estimate()) ?? {};
        return quota === undefined || usage === undefined ? undefined : quota - usage;
      },
      tabs: {
        // Plain http has no locks: then two tabs learn side by side, each by itself.
        tryLock: () => (locks ? tryLock(locks) : Promise.resolve(() => undefined)),
        isLocked: async () => {
          const { held = [] } = (await locks?.query()) ?? {};
          return held.some(({ name }) => name === LOCK);
        },
        whenFree: async (signal) => {
          await locks?.request(LOCK, { signal }, () => undefined);
        },
        post: (message) => {
          otherTabs.postMessage(message);
        },
        onMessage: (heard) => {
          otherTabs.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => {
            heard(data);
          });
        },
      },
      tellLibrary: () => {
        libraries.postMessage('changed');
      },
      tellOwn: () => {
        ownDigits.postMessage('changed');
      },
    },
  );
}

async function backendFor(device: LabSettings['device']): Promise<RunBackend> {
  const threads = Math.min(MOST_THREADS, Math.max(1, navigator.hardwareConcurrency - SPARED_CORES));
  const { backend, choice } = await browserBackend({ device, threads });
  switch (choice.kind) {
    case 'gpu':
      return { backend, device: { kind: 'gpu', name: choice.adapter } };
    case 'threads':
      return { backend, device: { kind: 'cpu', threads: choice.threads } };
    case 'one-thread':
      return { backend, device: { kind: 'cpu', threads: 1 } };
    default:
      return choice satisfies never;
  }
}

/** Takes the lock and holds it until what is returned is called. */
function tryLock(locks: LockManager): Promise<(() => void) | undefined> {
  return new Promise((resolve, reject) => {
    const holding = locks.request(LOCK, { ifAvailable: true }, (lock) => {
      if (!lock) {
        resolve(undefined);
        return undefined;
      }
      return new Promise<void>((release) => {
        resolve(release);
      });
    });
    holding.catch(reject);
  });
}
