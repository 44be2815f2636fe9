import type { BrowserContext } from '@playwright/test';

const FRAME_MS = 1000 / 60;

/** What the page's thread did while it was watched. */
export interface BusyThread {
  /** Busy time in each sixtieth of a second, milliseconds. */
  readonly frames: readonly number[];
  /** The longest task. */
  readonly longestMs: number;
}

/** Watches the page's thread by Chromium's trace while something goes on. */
export async function busyThread(
  context: BrowserContext,
  action: () => Promise<unknown>,
): Promise<BusyThread> {
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error('expected a browser to measure, found none');
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    events.push(...(value as unknown as TraceEvent[]));
  });
  const ended = new Promise<void>((resolve) => {
    session.once('Tracing.tracingComplete', () => {
      resolve();
    });
  });
  await session.send('Tracing.start', {
    traceConfig: {
      includedCategories: ['toplevel', '__metadata'],
      recordMode: 'recordAsMuchAsPossible',
    },
    transferMode: 'ReportEvents',
  });
  await action();
  await session.send('Tracing.end');
  await ended;
  await session.detach();
  return busyFrames(events);
}

/** Of Chromium's trace format; microseconds. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  /** Of that, on a processor. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** On a busy machine, a task also waits for its turn: what counts is its work. */
function workOf({ tdur, dur = 0 }: TraceEvent): number {
  return tdur ?? dur;
}

/** How busy the page's thread was, frame by frame: of all renderers the one that was busiest. */
function busyFrames(events: readonly TraceEvent[]): BusyThread {
  const threads = events.filter(
    ({ name, ph, args }) => ph === 'M' && name === 'thread_name' && args?.name === 'CrRendererMain',
  );
  const tasksOf = ({ pid, tid }: TraceEvent): TraceEvent[] =>
    events.filter(
      (event) =>
        event.pid === pid &&
        event.tid === tid &&
        event.ph === 'X' &&
        event.name.endsWith('RunTask'),
    );
  const all = threads.map(tasksOf);
  const total = (tasks: readonly TraceEvent[]): number =>
    tasks.reduce((sum, task) => sum + workOf(task), 0);
  const tasks = all.reduce((most, one) => (total(one) > total(most) ? one : most), []);
  const first = Math.min(...tasks.map(({ ts }) => ts));
  const last = Math.max(...tasks.map(({ ts }) => ts));
  const frames = new Array<number>(Math.max(1, Math.ceil((last - first) / 1000 / FRAME_MS))).fill(
    0,
  );
  for (const task of tasks) {
    const frame = Math.floor((task.ts - first) / 1000 / FRAME_MS);
    if (frame < frames.length) frames[frame] = (frames[frame] ?? 0) + workOf(task) / 1000;
  }
  return { frames, longestMs: Math.max(0, ...tasks.map((task) => workOf(task) / 1000)) };
}
