import type { ToWorker } from '../../../platform/worker-protocol.ts';
import { told, WorkerServer, type Exchange, type Post } from '../../../platform/worker-server.ts';
import { arrived } from '../../library/worker/arrived.ts';
import { DigitStore } from '../../library/worker/digit-store.ts';
import { packedWeights } from '../../library/worker/checkpoint-bytes.ts';
import { DigitSupply } from '../../library/worker/digit-supply.ts';
import { LibraryDatabase } from '../../library/worker/library-database.ts';
import { LibraryStore } from '../../library/worker/library-store.ts';
import { buffersOf } from '../../weight-buffers.ts';
import { failureOf, isBug } from '../../weights/shared/failure.ts';
import type { LabEvent, LabProtocol, LabStart, LabStarted } from '../shared/lab-protocol.ts';
import { totalImages, type LabSettings } from '../shared/lab-settings.ts';
import { SuppliedDigits } from './digit-source.ts';
import { LabComparing } from './lab-comparing.ts';
import { LabRun } from './lab-run.ts';
import { lookAround } from './look-around.ts';
import { openExam } from './open-exam.ts';
import type { RunBackend } from './run-options.ts';
import type { LabSurroundings } from './lab-surroundings.ts';
import { LabTabs, type WatchedRun } from './lab-tabs.ts';
import { OwnDigitStore } from './own-digit-store.ts';
import { ownHandlers } from './own-handlers.ts';
import { refuseChangedOwn } from './own-part.ts';
import { learnedDigit, runDigits, type RunDigits } from './run-digits.ts';
import { initialWeights, labSpec } from './run-plan.ts';
import { RunStore, type StoredRun } from './run-store.ts';

/** A run with what it was started with. */
interface Running {
  readonly run: LabRun;
  readonly digits: RunDigits;
  readonly started: LabStarted;
  readonly learning: Promise<void>;
}

/** The worker's side of the lab. */
export class LabSession {
  private readonly server: WorkerServer<LabProtocol>;
  private readonly world: LabSurroundings;
  private readonly library: LibraryStore;
  private readonly runs: RunStore;
  private readonly own: OwnDigitStore;
  private readonly tabs: LabTabs;
  private readonly digits: SuppliedDigits;
  private readonly comparing: LabComparing;
  private readonly ending = new AbortController();
  private running: Running | undefined;
  /** A start that comes meanwhile waits: what is let go of must not be the next run's. */
  private leaving: Promise<void> = Promise.resolve();

  constructor(post: Post<LabProtocol>, world: LabSurroundings) {
    this.world = world;
    const { folder, fetchFile, clock } = world;
    const database = new LibraryDatabase((state) => {
      this.server.notify({ kind: 'storage', state });
    });
    this.own = new OwnDigitStore(database, folder);
    this.library = new LibraryStore(database, folder);
    this.runs = new RunStore(database, folder);
    const supply = new DigitSupply(new DigitStore(database, folder), fetchFile, folder);
    this.digits = new SuppliedDigits(supply, this.own, this.ending.signal);
    this.comparing = new LabComparing({
      ...{ library: this.library, digits: this.digits, world },
      isLearning: () => this.running?.run.phase.kind === 'learning',
    });
    this.server = new WorkerServer<LabProtocol>({
      post,
      handlers: {
        ...ownHandlers(this.own, world),
        ...this.comparing.handlers,
        look: async ({ settings }, { reply }) => {
          const isRunning = (): boolean => this.running !== undefined;
          const { own, runs, tabs } = this;
          reply(await lookAround(settings, { own, runs, tabs, world, isRunning }));
        },
        initial: (settings, { reply }) => {
          const weights = initialWeights(settings);
          reply({ spec: labSpec(settings), weights }, buffersOf(weights));
        },
        probe: async ({ settings }, { reply }) => {
          reply(learnedDigit(await runDigits(settings, this.digits), 0));
        },
        testDigits: async (_, { reply }) => {
          // Copies, since what is sent is handed over.
          const test = await this.digits.test();
          const [pixels, labels] = [test.pixels.slice(), test.labels.slice()];
          reply({ pixels, labels }, [pixels.buffer, labels.buffer]);
        },
        start: (request, exchange) => this.start(request, exchange),
        pace: told(({ pace }) => this.running?.run.setPace(pace)),
        hold: told(({ why }) => this.running?.run.hold(why)),
        go: told(() => {
          this.comparing.stop();
          this.running?.run.go();
        }),
        step: told(() => {
          this.comparing.stop();
          this.running?.run.step();
        }),
        change: told(({ change }) => this.running?.run.change(change)),
        stop: async (_, { reply }) => {
          this.running?.run.stop();
          await this.running?.learning;
          reply(undefined);
        },
        openExam: told(() => {
          const result = this.running && openExam(this.running.run, this.running.digits);
          if (result) this.tell({ kind: 'exam', result });
        }),
        leave: async ({ isForgotten }, { reply }) => {
          // What is stored may be the run of another tab, which was watched here.
          const isOwn = this.running !== undefined;
          this.leaving = this.leave().then(() => {
            this.tabs.letGo();
            if (isForgotten && isOwn) this.runs.clear();
          });
          await this.leaving;
          reply(undefined);
        },
        frameShown: told(({ weights }) => this.running?.run.frameShown(weights)),
        keep: async (kept, { reply }) => {
          reply(await this.keep(kept));
        },
        weightsAt: ({ milestone }, { reply }) => {
          const { spec, milestones } = this.seen();
          const kept = milestones[milestone];
          const packed = kept && spec && packedWeights(kept.weights, spec);
          reply(packed, packed && buffersOf(packed));
        },
      },
      failureOf,
      isFault: isBug,
    });
    this.tabs = new LabTabs(world.tabs, clock.now, (notice) => {
      this.server.notify(notice);
    });
  }

  /** Handles a request. Errors are part of the answer. */
  receive(message: ToWorker<LabProtocol>): void {
    this.server.receive(message);
  }

  /** Another tab has changed what is kept of own digits. */
  ownChanged(): void {
    this.own.changed();
    this.server.notify({ kind: 'own-changed' });
  }

  /** Ends with the page: what was learned since it was saved is lost. */
  async end(): Promise<void> {
    this.ending.abort(new DOMException('the lab was left', 'AbortError'));
    this.comparing.stop();
    await this.leave();
    await this.runs.settled();
    this.tabs.letGo();
  }

  private async start(
    { settings, from }: LabProtocol['requests']['start'],
    { signal, reply }: Exchange<LabStart>,
  ): Promise<void> {
    this.comparing.stop();
    await this.leaving;
    const shown = { now: () => this.currentRun(), frame: () => this.currentFrame() };
    if (!(await this.tabs.take(shown))) {
      this.tabs.watch(this.ending.signal);
      reply({ kind: 'watches' });
      return;
    }
    try {
      await this.leave();
      const stored = from === 'interruption' ? await this.runs.load() : undefined;
      const chosen = stored?.point.settings ?? settings;
      if (stored) await refuseChangedOwn(stored.point, this.own);
      const [digits, backend] = await Promise.all([
        runDigits(chosen, this.digits),
        this.world.backendFor(chosen.device),
      ]);
      signal.throwIfAborted();
      if (!stored) this.runs.clear();
      reply({ kind: 'learns', run: this.begin(chosen, digits, backend, stored) });
    } catch (error) {
      this.tabs.letGo();
      throw error;
    }
  }

  private begin(
    settings: LabSettings,
    digits: RunDigits,
    backend: RunBackend,
    from: StoredRun | undefined,
  ): LabStarted {
    const { clock, wallTime, backendFor } = this.world;
    const run = new LabRun({
      ...{ settings, digits, backend, clock },
      cpu: () => backendFor('cpu'),
      ...(from && { from }),
      tell: (event) => {
        this.tell(event);
      },
      saveMilestone: (index, milestone) => {
        this.runs.saveMilestone(index, milestone);
        this.tabs.reached(index, milestone);
      },
      savePoint: (point) => {
        this.runs.savePoint(point, wallTime());
      },
    });
    const { training } = digits;
    const started: LabStarted = {
      ...{ settings, spec: run.spec, device: backend.device, digits: training.labels.length },
      totalImages: totalImages(settings, training.labels.length),
      probe: learnedDigit(digits, 0),
      ...run.record.told(),
    };
    const learning = run.learn().then(
      () => {
        // It is over: another tab may learn. What was saved stays until it is kept, or another run begins.
        this.tabs.letGo();
      },
      (error: unknown) => {
        this.failed(error);
      },
    );
    this.running = { run, digits, started, learning };
    this.tabs.began(started);
    return started;
  }

  private failed(error: unknown): void {
    // The run was left for another one, or with the page.
    if (error instanceof DOMException && error.name === 'AbortError') return;
    this.tell({ kind: 'failed', message: String(error) });
    this.tabs.letGo();
  }

  private tell(event: LabEvent): void {
    // Before its buffers are handed over.
    this.tabs.tell(event);
    const buffers = event.kind === 'frame' ? buffersOf(event.weights) : [];
    this.server.notify(
      { kind: 'event', event },
      event.kind === 'milestone' ? [event.answers] : buffers,
    );
  }

  private currentRun(): WatchedRun | undefined {
    if (!this.running) return undefined;
    const { run, started } = this.running;
    const { device, record } = run;
    return { run: { ...started, device, ...record.told() }, milestones: record.milestones };
  }

  private async currentFrame(): Promise<LabEvent | undefined> {
    const frame = await this.running?.run.weightsAtRest();
    return frame && { kind: 'frame', ...frame, isStill: true };
  }

  /** What was learned in this tab, or in the one that it watches or watched. */
  private seen(): Pick<LabTabs, 'spec' | 'milestones'> {
    const { running, tabs } = this;
    return running ? { spec: running.run.spec, milestones: running.run.record.milestones } : tabs;
  }

  private async leave(): Promise<void> {
    const { running } = this;
    this.running = undefined;
    running?.run.abandon();
    await running?.learning;
  }

  private async keep({ name, prediction }: LabProtocol['requests']['keep']): Promise<string> {
    const { keepRun } = await arrived(import('./keep-run.ts'));
    const { run, started } = this.running ?? nothingToKeep();
    const about = { spec: run.spec, name, prediction, datasetSize: started.digits };
    const nowMs = this.world.wallTime();
    const address = await keepRun(this.library, run.record, { ...about, nowMs });
    // A run that goes on may still be interrupted.
    if (run.phase.kind === 'ended') this.runs.clear();
    this.world.tellLibrary();
    return address;
  }
}

function nothingToKeep(): never {
  throw new RangeError('keep: expected a run that has begun, found none');
}
