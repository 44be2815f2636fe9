import { decodeFloat16, UNCALIBRATED, type NetworkSpec, type NetworkWeights } from '#model';
import { effect, inject, Service, signal, untracked } from '@angular/core';
import { LabService } from '../../network/lab/client/lab-service.ts';
import type { LabFrame } from '../../network/lab/client/heard-run.ts';
import { WeightsFailure } from '../../network/weights/client/weights-failure.ts';
import type { NetworkInUse } from '../../network/network-in-use.ts';
import { copyOf } from '../../network/weight-buffers.ts';
import { ReadingSession } from '../reading/reading-session.ts';
import { LabBench } from './lab-bench.ts';

/** Has the page's session read with the network that learns: before a run, as it would begin; or as it was at a moment. */
@Service({ autoProvided: false })
export class LearningNetwork {
  private readonly lab = inject(LabService);
  private readonly bench = inject(LabBench);
  private readonly session = inject(ReadingSession);

  /** The milestone that is looked at, by its index; undefined for the run as it is. */
  private readonly lookedAt = signal<number | undefined>(undefined);
  readonly moment = this.lookedAt.asReadonly();
  /** The newest network of the run. */
  private newest: NetworkInUse | undefined;
  /** The frame that the session has not read with yet. */
  private underWay: { readonly frame: LabFrame; readonly network: NetworkInUse } | undefined;
  private asked = 0;

  constructor() {
    effect(() => {
      if (this.lab.run() || this.bench.isStarting() || this.lab.isWatching()) return;
      const settings = this.bench.settings();
      untracked(() => {
        this.lookedAt.set(undefined);
        void this.showInitial(settings.hidden, settings.seed);
      });
    });
    effect(() => {
      const [frame, run] = [this.lab.frame(), this.lab.run()];
      if (frame && run) {
        untracked(() => {
          this.take(frame, run.spec);
        });
      }
    });
    effect(() => {
      // It has read with a frame, or could not: the next one may come.
      const [network, error] = [this.session.network(), this.session.error()];
      const { underWay } = this;
      if (!underWay || (underWay.network !== network && error === undefined)) return;
      this.underWay = undefined;
      untracked(() => {
        this.lab.frameShown(underWay.frame);
      });
    });
  }

  /** Shows the network as it was at a milestone; undefined for the run as it is. */
  async look(milestone: number | undefined): Promise<void> {
    this.lookedAt.set(milestone);
    const asked = (this.asked += 1);
    if (milestone === undefined) {
      if (this.newest) this.session.use(this.newest);
      return;
    }
    try {
      const packed = await this.lab.weightsAt(milestone);
      const run = this.lab.run();
      if (!packed || !run || asked !== this.asked) return;
      const weights = packed.map((layer) => ({
        weights: decodeFloat16(layer.weights),
        biases: decodeFloat16(layer.biases),
      }));
      this.session.use(liveNetwork(run.spec, weights, this.lab.milestoneImages()[milestone] ?? 0));
    } catch (error) {
      // The worker has died: the page says so.
      if (!(error instanceof WeightsFailure)) throw error;
    }
  }

  private take(frame: LabFrame, spec: NetworkSpec): void {
    // A copy: the worker gets the frame's own memory back, and the page goes on showing what was in it.
    const network = liveNetwork(spec, copyOf(frame.weights), frame.images);
    this.newest = network;
    if (this.lookedAt() !== undefined) {
      this.lab.frameShown(frame);
      return;
    }
    this.underWay = { frame, network };
    this.session.use(network);
  }

  private async showInitial(hidden: readonly number[], seed: number): Promise<void> {
    const asked = (this.asked += 1);
    try {
      const { spec, weights } = await this.lab.initial({ hidden, seed });
      if (asked !== this.asked || this.lab.run()) return;
      this.newest = liveNetwork(spec, weights, 0);
      this.session.use(this.newest);
    } catch (error) {
      // The worker has died: the page says so.
      if (!(error instanceof WeightsFailure)) throw error;
    }
  }
}

function liveNetwork(network: NetworkSpec, weights: NetworkWeights, images: number): NetworkInUse {
  const origin = { kind: 'live', hasLearned: images > 0, images } as const;
  return { network, weights, calibration: UNCALIBRATED, origin };
}
