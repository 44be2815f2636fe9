import { Component, computed, inject, input } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { map, timeInterval } from 'rxjs';
import { Figures } from '../i18n/figures';
import { Phrases } from '../i18n/phrases';

interface Bar {
  readonly digit: number;
  readonly name: string;
  /** Percent with one decimal. */
  readonly percent: number;
  readonly text: string;
  readonly isNamed: boolean;
}

/** Shares too small to be written beside their bar. */
const NEXT_TO_NOTHING = 0.005;
/** Time that a bar and its digit take to change, as in the style sheet, milliseconds. */
const GLIDE_MS = 200;
const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

/** Ten bars, one a digit. Without an answer all are empty. */
@Component({
  selector: 'app-answer-bars',
  templateUrl: './answer-bars.html',
  styleUrl: './answer-bars.css',
})
export class AnswerBars {
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  /** `[10]`; undefined when nothing is claimed. */
  readonly probabilities = input.required<Float32Array | undefined>();
  /** Those that are written beside the bars: figures change less often than bars. */
  readonly written = input.required<Float32Array | undefined>();
  /** The digit that is named, whose bar stands out; none in doubt. */
  readonly named = input<number>();
  /** Whether values come faster than a bar could glide from one to the next, so that none does. */
  protected readonly isLive = toSignal(
    toObservable(this.probabilities).pipe(
      timeInterval(),
      map(({ interval }) => interval < GLIDE_MS),
    ),
    { initialValue: false },
  );
  protected readonly texts = computed(() => {
    const probabilities = this.written();
    return DIGITS.map((digit) => {
      const probability = probabilities?.[digit] ?? 0;
      return probability < NEXT_TO_NOTHING ? '' : this.figures.probability(probability);
    });
  });

  private readonly names = computed(() => DIGITS.map((digit) => this.say('answer.bar', { digit })));
  protected readonly bars = computed(() => {
    const [names, named] = [this.names(), this.named()];
    const probabilities = this.probabilities();
    return DIGITS.map((digit): Bar => {
      const probability = probabilities?.[digit] ?? 0;
      const text = this.figures.probability(probability);
      return {
        digit,
        name: names[digit] ?? '',
        percent: Math.round(probability * 1000) / 10,
        text: probabilities ? text : this.say('answer.none'),
        isNamed: digit === named,
      };
    });
  });
}
