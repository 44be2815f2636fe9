import type { LabEvent, LabNotice, LabStarted } from '../shared/lab-protocol.ts';
import {
  LabTabs,
  type ShownToTabs,
  type TabLink,
  type TabMessage,
  type WatchedRun,
} from './lab-tabs.ts';
import type { RunMilestone } from './run-point.ts';

const RUN = { digits: 300 } as LabStarted;
const shown = (changes: Partial<ShownToTabs> = {}): ShownToTabs => ({
  now: () => ({ run: RUN, milestones: [] }),
  frame: () => Promise.resolve(undefined),
  ...changes,
});
const milestone = (images: number): RunMilestone => ({ images }) as RunMilestone;
const progress = (images: number): LabEvent => ({
  ...{ kind: 'progress', images, batches: 1, trainingLoss: 1, rate: 0.1 },
});

describe('tabs of the lab', () => {
  /** Messages and the lock, shared by the tabs of a spec. */
  let holders: object[];
  let hearers: ((message: TabMessage) => void)[];
  let posted: string[];
  let free: (() => void)[];
  let time: number;

  beforeEach(() => {
    [holders, hearers, posted, free, time] = [[], [], [], [], 0];
  });

  function tab(): { tabs: LabTabs; notices: LabNotice[] } {
    const notices: LabNotice[] = [];
    let own: ((message: TabMessage) => void) | undefined;
    const link: TabLink = {
      tryLock: () => {
        if (holders.length > 0) return Promise.resolve(undefined);
        holders.push(link);
        return Promise.resolve(() => {
          holders = [];
          for (const go of free.splice(0)) go();
        });
      },
      isLocked: () => Promise.resolve(holders.length > 0),
      whenFree: () => new Promise((resolve) => free.push(resolve)),
      post: (message) => {
        posted.push(message.kind === 'event' ? message.event.kind : message.kind);
        for (const hear of hearers) if (hear !== own) hear(message);
      },
      onMessage: (hear) => hearers.push((own = hear)),
    };
    const tabs = new LabTabs(
      link,
      () => time,
      (notice) => notices.push(notice),
    );
    return { tabs, notices };
  }

  const { signal } = new AbortController();

  it('say nothing to nobody', async () => {
    const { tabs } = tab();
    expect(await tabs.take(shown())).toBeTrue();
    tabs.began(RUN);
    tabs.tell(progress(1));
    expect(posted).toEqual([]);
    expect(await tabs.isElsewhere()).toBeFalse();
  });

  it('learn one at a time; the other watches, and hears when it may', async () => {
    const [first, second] = [tab(), tab()];
    await first.tabs.take(shown());
    expect(await second.tabs.isElsewhere()).toBeTrue();
    expect(await second.tabs.take(shown({ now: () => undefined }))).toBeFalse();
    second.tabs.watch(signal);
    expect(second.notices).toEqual([{ kind: 'watched', run: RUN }]);
    first.tabs.tell(progress(2));
    expect(second.notices.at(-1)).toEqual({ kind: 'event', event: progress(2) });
    first.tabs.letGo();
    await Promise.resolve();
    expect(second.notices.at(-1)).toEqual({ kind: 'free' });
    expect(await second.tabs.take(shown({ now: () => undefined }))).toBeTrue();
    first.tabs.tell(progress(3));
    expect(second.notices.at(-1)).toEqual({ kind: 'free' });
  });

  it('are given what holds of a run that they come to, and the weights that it waits with', async () => {
    const [first, second] = [tab(), tab()];
    const frame: LabEvent = { kind: 'frame', images: 16, weights: [], isStill: true };
    const now = (): WatchedRun => ({ run: RUN, milestones: [milestone(0), milestone(64)] });
    await first.tabs.take(shown({ now, frame: () => Promise.resolve(frame) }));
    const phase: LabEvent = { kind: 'phase', phase: { kind: 'held', why: 'hidden' } };
    for (const event of [progress(8), phase, progress(16)]) first.tabs.tell(event);
    second.tabs.watch(signal);
    await Promise.resolve();
    expect(second.notices).toEqual([
      { kind: 'watched', run: RUN },
      { kind: 'event', event: progress(16) },
      { kind: 'event', event: phase },
      { kind: 'event', event: frame },
    ]);
    expect(second.tabs.milestones).toEqual([milestone(0), milestone(64)]);
    // Nothing of it holds for the next run.
    const third = tab();
    first.tabs.began(RUN);
    third.tabs.watch(signal);
    await Promise.resolve();
    expect(third.notices.length).toBe(2);
  });

  it('hear of a run whose digits are still coming, as soon as it begins', async () => {
    const [first, second] = [tab(), tab()];
    const runs: WatchedRun[] = [];
    await first.tabs.take(shown({ now: () => runs[0] }));
    second.tabs.watch(signal);
    expect(second.notices).toEqual([]);
    runs.push({ run: RUN, milestones: [] });
    first.tabs.began(RUN);
    expect(second.notices).toEqual([{ kind: 'watched', run: RUN }]);
  });

  it('are given what is kept of each moment, and keep it when the other has let go', async () => {
    const [first, second] = [tab(), tab()];
    await first.tabs.take(shown());
    first.tabs.reached(0, milestone(0));
    expect(posted).toEqual([]);
    second.tabs.watch(signal);
    for (const [index, images] of [0, 64, 128].entries()) {
      first.tabs.reached(index, milestone(images));
    }
    expect(second.tabs.milestones.map(({ images }) => images)).toEqual([0, 64, 128]);
    // A run that has lost its GPU goes back, and reaches them again.
    first.tabs.tell({ kind: 'gpu-lost', images: 70, device: { kind: 'cpu', threads: 1 } });
    expect(second.tabs.milestones.map(({ images }) => images)).toEqual([0, 64]);
    first.tabs.letGo();
    await Promise.resolve();
    expect(second.tabs.milestones.length).toBe(2);
    await second.tabs.take(shown());
    expect(second.tabs.milestones).toEqual([]);
  });

  it('are shown weights twice a second, since they are copied', async () => {
    const [first, second] = [tab(), tab()];
    await first.tabs.take(shown());
    second.tabs.watch(signal);
    for (time = 0; time < 1000; time += 66) {
      first.tabs.tell({ kind: 'frame', images: time, weights: [], isStill: false });
    }
    expect(posted.filter((kind) => kind === 'frame').length).toBe(2);
    // Where it stays is shown in any case.
    first.tabs.tell({ kind: 'frame', images: time, weights: [], isStill: true });
    expect(posted.filter((kind) => kind === 'frame').length).toBe(3);
  });
});
