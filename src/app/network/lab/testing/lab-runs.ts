import { wasmBackend } from '#engine';
import { sha256Hex } from '#model';
import { buffersOf } from '../../weight-buffers.ts';
import type { LabEvent } from '../shared/lab-protocol.ts';
import { DEFAULT_SETTINGS, type LabSettings } from '../shared/lab-settings.ts';
import { LabRun } from '../worker/lab-run.ts';
import type { LabRunOptions, RunBackend } from '../worker/run-options.ts';
import type { RunMilestone, RunPoint } from '../worker/run-point.ts';
import { smallRunDigits } from './small-digits.ts';

/** One pass over 300 small digits by a small network, at full pace. */
export const SMALL_SETTINGS: LabSettings = {
  ...DEFAULT_SETTINGS,
  hidden: [12],
  batchSize: 16,
  stop: { kind: 'passes', passes: 2 },
  pace: 'full',
};

export const ONE_THREAD: RunBackend = { backend: wasmBackend, device: { kind: 'cpu', threads: 1 } };
const digits = smallRunDigits();

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A run of a spec, with all that it told and kept. */
export class TriedRun {
  readonly events: LabEvent[] = [];
  readonly points: RunPoint[] = [];
  readonly run: LabRun;
  readonly ended: Promise<void>;
  /** Hears what it tells, while it tells it. */
  onEvent: (event: LabEvent) => void = () => undefined;
  private readonly waiting = new Set<() => void>();
  /** Milliseconds; each look at the clock takes some of them. */
  private time = 0;
  private turnsUnderWay = 0;

  constructor(changes: Partial<LabSettings> = {}, options: Partial<LabRunOptions> = {}) {
    this.run = new LabRun({
      settings: { ...SMALL_SETTINGS, ...changes },
      digits,
      backend: ONE_THREAD,
      cpu: () => Promise.resolve(ONE_THREAD),
      clock: {
        now: () => (this.time += 2),
        // The time passes, and nobody waits for it.
        after: (milliseconds, callback) => {
          const timer = setTimeout(() => {
            this.time += milliseconds;
            callback();
          });
          return () => {
            clearTimeout(timer);
          };
        },
        turn: async () => {
          this.turnsUnderWay += 1;
          await nextTask();
          this.turnsUnderWay -= 1;
        },
      },
      tell: (event) => {
        // As a worker does: what is sent is gone here.
        const transfer = event.kind === 'frame' ? buffersOf(event.weights) : [];
        this.events.push(structuredClone(event, { transfer }));
        this.onEvent(event);
        for (const check of this.waiting) check();
      },
      saveMilestone: () => undefined,
      savePoint: (point) => this.points.push(structuredClone(point)),
      ...options,
    });
    this.ended = this.run.learn();
    // Whoever awaits it hears of it.
    this.ended.catch(() => undefined);
  }

  get milestones(): readonly RunMilestone[] {
    return this.run.record.milestones;
  }

  /** SHA-256 of the weights at each milestone. */
  get hashes(): string[] {
    return this.milestones.map(({ weights }) => sha256Hex(new Uint8Array(weights)));
  }

  of<Kind extends LabEvent['kind']>(kind: Kind): Extract<LabEvent, { kind: Kind }>[] {
    return this.events.filter((event) => event.kind === kind) as never;
  }

  /** Waits until it has told something. */
  until(holds: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const check = (): void => {
        if (!holds()) return;
        this.waiting.delete(check);
        resolve();
      };
      this.waiting.add(check);
      check();
    });
  }

  /**
   * Waits until a held run has done all that was under way, however long it takes: between two tasks a run that has begun
   * gives others a turn, and then looks at the clock.
   */
  async atRest(): Promise<void> {
    let time: number;
    do {
      ({ time } = this);
      await nextTask();
    } while (this.turnsUnderWay > 0 || this.time !== time);
  }
}
