import { parseSnapshot, prepareInput, renderPad } from '#model';
import { DOCUMENT } from '@angular/common';
import { Component, computed, debounced, effect, inject, signal, viewChild } from '@angular/core';
import { DigitPad } from './drawing/digit-pad';
import { SeenImage } from './drawing/seen-image';
import { clearSketch, EMPTY_SKETCH, undoChange } from './drawing/sketch';
import { InferenceWorker } from './inference/inference-worker';
import { AnswerBars } from './probabilities/answer-bars';
import { AnswerAnnouncer } from './probabilities/answer-announcer';
import { judge } from './probabilities/judgement';
import { Verdict } from './probabilities/verdict';
import type { NeuronId } from './scene/neuron-id';
import { NetworkScene } from './scene/network-scene';
import { ThemeSetting } from './settings/theme-setting';
import { WeightsService } from './weights/weights-service';

/** Doubt that lasts this long is shown: half a digit is often none, or another one. */
const DOUBT_DELAY_MS = 350;

/** The page: composition only. Strokes become an image, the image becomes an answer. */
@Component({
  selector: 'app-root',
  imports: [NetworkScene, DigitPad, SeenImage, AnswerBars, AnswerAnnouncer, Verdict],
  templateUrl: './app.html',
  styleUrl: './app.css',
})
export class App {
  private readonly weights = inject(WeightsService);
  private readonly inference = inject(InferenceWorker);
  private readonly themeSetting = inject(ThemeSetting);

  protected readonly sketch = signal(EMPTY_SKETCH);
  /** Whether drawings are fitted and centred before the network sees them. */
  protected readonly isPrepared = signal(true);
  protected readonly image = computed(() =>
    (this.isPrepared() ? prepareInput : renderPad)(this.sketch().strokes),
  );
  protected readonly selection = signal<NeuronId | undefined>(undefined);
  protected readonly scene = viewChild<NetworkScene>('scene');
  protected readonly network = computed(() => this.weights.checkpoint()?.network);
  protected readonly decodedWeights = computed(() => {
    const fetched = this.weights.checkpoint();
    if (!fetched) return undefined;
    return parseSnapshot(new TextDecoder().decode(fetched.bytes), fetched.file, fetched.network);
  });
  protected readonly activations = this.inference.activations;
  protected readonly probabilities = computed(() => this.inference.activations()?.probabilities);
  protected readonly judgement = debounced(
    computed(() => judge(this.inference.activations())),
    ({ kind }) => (kind === 'digit' || kind === 'blank' ? undefined : pause(DOUBT_DELAY_MS)),
  );
  protected readonly ready = this.inference.ready;
  protected readonly error = computed(() => this.weights.error() ?? this.inference.error());
  protected readonly theme = this.themeSetting.theme;
  protected readonly isBlank = computed(() => this.sketch().strokes.length === 0);
  protected readonly canUndo = computed(() => this.sketch().earlier.length > 0);

  constructor() {
    const { dataset } = inject(DOCUMENT).documentElement;
    effect(() => {
      const fetched = this.weights.checkpoint();
      if (!fetched) return;
      const { network, calibration, checkpoint, file, bytes } = fetched;
      const { sha256 } = checkpoint.shard;
      this.inference.load({
        ...{ network, calibration, file, bytes },
        ...(sha256 !== undefined && { sha256 }),
      });
    });
    effect(() => {
      this.inference.read(this.image());
    });
    effect(() => {
      dataset['ready'] = String(this.ready());
    });
  }

  protected undo(): void {
    this.sketch.update(undoChange);
  }

  protected clear(): void {
    this.sketch.update(clearSketch);
  }

  protected togglePreparation(): void {
    this.isPrepared.update((isPrepared) => !isPrepared);
  }

  protected toggleTheme(): void {
    this.themeSetting.toggle();
  }

  protected retry(): void {
    this.weights.retry();
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
