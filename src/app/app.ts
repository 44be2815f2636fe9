import { prepareInput } from '#model';
import { DOCUMENT } from '@angular/common';
import { Component, computed, effect, inject, signal } from '@angular/core';
import { DigitPad } from './drawing/digit-pad';
import { SeenImage } from './drawing/seen-image';
import { clearSketch, EMPTY_SKETCH, undoChange } from './drawing/sketch';
import { InferenceWorker } from './inference/inference-worker';
import { AnswerBars } from './probabilities/answer-bars';
import { AnswerAnnouncer } from './probabilities/answer-announcer';
import { Verdict } from './probabilities/verdict';
import { ThemeSetting } from './settings/theme-setting';
import { WeightsService } from './weights/weights-service';

/** The page: composition only. Strokes become an image, the image becomes an answer. */
@Component({
  selector: 'app-root',
  imports: [DigitPad, SeenImage, AnswerBars, AnswerAnnouncer, Verdict],
  templateUrl: './app.html',
  styleUrl: './app.css',
})
export class App {
  private readonly weights = inject(WeightsService);
  private readonly inference = inject(InferenceWorker);
  private readonly themeSetting = inject(ThemeSetting);

  protected readonly sketch = signal(EMPTY_SKETCH);
  protected readonly image = computed(() => prepareInput(this.sketch().strokes));
  protected readonly probabilities = computed(() => this.inference.activations()?.probabilities);
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
      const { network, checkpoint, file, bytes } = fetched;
      const { sha256 } = checkpoint.shard;
      this.inference.load({ network, file, bytes, ...(sha256 !== undefined && { sha256 }) });
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

  protected toggleTheme(): void {
    this.themeSetting.toggle();
  }

  protected retry(): void {
    this.weights.retry();
  }
}
