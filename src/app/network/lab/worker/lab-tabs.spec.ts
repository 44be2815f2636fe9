import type { LabEvent, LabNotice, LabStarted } from '../shared/lab-protocol.ts';
import { LabTabs, type TabLink, type TabMessage } from './lab-tabs.ts';

const RUN = { digits: 300 } as LabStarted;
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
    expect(await tabs.take(() => RUN)).toBeTrue();
    tabs.began(RUN);
    tabs.tell(progress(1));
    expect(posted).toEqual([]);
    expect(await tabs.isElsewhere()).toBeFalse();
  });

  it('learn one at a time; the other watches, and hears when it may', async () => {
    const [first, second] = [tab(), tab()];
    await first.tabs.take(() => RUN);
    expect(await second.tabs.isElsewhere()).toBeTrue();
    expect(await second.tabs.take(() => undefined)).toBeFalse();
    second.tabs.watch(signal);
    expect(second.notices).toEqual([{ kind: 'watched', run: RUN }]);
    first.tabs.tell(progress(2));
    expect(second.notices.at(-1)).toEqual({ kind: 'event', event: progress(2) });
    first.tabs.letGo();
    await Promise.resolve();
    expect(second.notices.at(-1)).toEqual({ kind: 'free' });
    expect(await second.tabs.take(() => undefined)).toBeTrue();
    first.tabs.tell(progress(3));
    expect(second.notices.at(-1)).toEqual({ kind: 'free' });
  });

  it('are shown weights twice a second, since they are copied', async () => {
    const [first, second] = [tab(), tab()];
    await first.tabs.take(() => RUN);
    second.tabs.watch(signal);
    for (time = 0; time < 1000; time += 66) {
      first.tabs.tell({ kind: 'frame', images: time, weights: [] });
    }
    expect(posted.filter((kind) => kind === 'frame').length).toBe(2);
  });
});
