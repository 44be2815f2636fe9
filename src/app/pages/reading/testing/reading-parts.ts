import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { perceptronSpec, UNCALIBRATED, type Checkpoint } from '#model';
import { SAMPLES_FETCH } from '../../../features/drawing/sample-digits.ts';
import { provideOffline } from '../../../features/offline/provide-offline.ts';
import { provideSpokenLanguages } from '../../../i18n/testing/provide-spoken-languages.ts';
import { InferenceWorker } from '../../../network/inference/client/inference-worker.ts';
import type { Activations, Reading } from '../../../network/inference/shared/inference-protocol.ts';
import type { CheckpointOrigin, NetworkInUse } from '../../../network/network-in-use.ts';
import { WeightsService } from '../../../network/weights/client/weights-service.ts';
import type { StorageState } from '../../../network/storage/storage-state.ts';
import type { WeightSet, WeightsProblem } from '../../../network/weights/shared/weight-set.ts';
import { CLOCK } from '../../../platform/clock.ts';
import { ManualClock } from '../../../platform/testing/manual-clock.ts';
import { ReadingPage } from '../reading-page.ts';

const CHECKPOINTS = ['Initial weights', '≈50 images', 'Dataset 1×'].map(
  (label, order): Checkpoint => ({
    id: label,
    order,
    label,
    kind: 'approx',
    targetImages: order,
    imagesSeen: order,
    batchesSeen: order,
    datasetPasses: 0,
    description: label,
    metrics: {},
    shard: { path: `${order}.json` },
  }),
);
export const SET: WeightSet = {
  url: 'http://localhost/w.json',
  network: perceptronSpec([784, 10]),
  timeline: CHECKPOINTS,
  calibration: UNCALIBRATED,
};

/** The parts of a reading page, set by the spec: weights, worker, clock and samples. */
export class ReadingParts {
  readonly set = signal<WeightSet | undefined>(undefined);
  readonly position = signal(0);
  readonly fetched = signal<NetworkInUse<CheckpointOrigin> | undefined>(undefined);
  readonly shown = signal<NetworkInUse<CheckpointOrigin> | undefined>(undefined);
  readonly problem = signal<WeightsProblem | undefined>(undefined);
  readonly storage = signal<StorageState>({ kind: 'persistent' });
  readonly ready = signal(false);
  readonly activations = signal<Activations | undefined>(undefined);
  /** Retries of weights and worker together. */
  retries = 0;
  readonly asked: number[] = [];
  readonly loaded: NetworkInUse[] = [];
  readonly read: Reading[] = [];
  /** Deferred work that was started. */
  readonly begun: string[] = [];
  readonly clock = new ManualClock();

  /** The parts for the pages of this spec. */
  static async provide(): Promise<ReadingParts> {
    const parts = new ReadingParts();
    TestBed.configureTestingModule({
      providers: [
        provideSpokenLanguages(),
        provideOffline(),
        { provide: WeightsService, useValue: parts.weights() },
        {
          provide: SAMPLES_FETCH,
          useValue: () => {
            parts.begun.push('samples');
            return Promise.reject(new TypeError('no samples here'));
          },
        },
        { provide: CLOCK, useValue: parts.clock },
      ],
    });
    TestBed.overrideComponent(ReadingPage, {
      add: { providers: [{ provide: InferenceWorker, useValue: parts.inference() }] },
    });
    await TestBed.compileComponents();
    return parts;
  }

  private weights(): Partial<WeightsService> {
    return {
      set: this.set,
      position: this.position,
      loaded: this.fetched,
      shardStates: signal([]),
      shards: signal([]),
      stored: signal(new Set()),
      problem: this.problem,
      storage: this.storage,
      show: (index) => this.asked.push(index),
      retry: () => (this.retries += 1),
    };
  }

  private inference(): Partial<InferenceWorker> {
    return {
      ready: this.ready,
      activations: this.activations,
      atRest: signal(undefined),
      shown: this.shown,
      error: signal(undefined),
      load: (checkpoint) => this.loaded.push(checkpoint),
      read: (reading) => this.read.push(reading),
      retry: () => (this.retries += 1),
    };
  }
}

export function render(): { element: HTMLElement; update: () => void } {
  const fixture = TestBed.createComponent(ReadingPage);
  fixture.detectChanges();
  return {
    element: fixture.nativeElement as HTMLElement,
    update: () => {
      fixture.detectChanges();
    },
  };
}

export const button = (element: HTMLElement, name: string): HTMLButtonElement => {
  const found = [...element.querySelectorAll('button')].find(
    (candidate) => candidate.textContent.trim() === name,
  );
  if (!found) throw new Error(`expected a button named ${name}`);
  return found;
};

/** Draws a line on the pad. */
export function drawLine(element: HTMLElement): void {
  const pad = element.querySelector('[role="application"]');
  const { left, top } = pad?.getBoundingClientRect() ?? { left: 0, top: 0 };
  for (const [type, offset] of [
    ['pointerdown', 20],
    ['pointermove', 60],
    ['pointerup', 60],
  ] as const) {
    const place = { clientX: left + offset, clientY: top + offset };
    const buttons = type === 'pointerup' ? 0 : 1;
    pad?.dispatchEvent(
      new PointerEvent(type, { pointerId: 3, isPrimary: true, buttons, ...place }),
    );
  }
}

/** A checkpoint of the fixture; throws if there is none at this index. */
export function checkpointAt(index: number): NetworkInUse<CheckpointOrigin> {
  const checkpoint = CHECKPOINTS[index];
  if (!checkpoint) throw new Error(`expected a checkpoint ${index}, found none`);
  const { network, calibration } = SET;
  return { network, calibration, weights: [], origin: { kind: 'checkpoint', index, checkpoint } };
}
