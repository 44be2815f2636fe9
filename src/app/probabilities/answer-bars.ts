import { Component, computed, inject, input } from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { asyncScheduler, throttleTime } from 'rxjs';
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
/** What is written changes no more often, milliseconds: figures that flicker cannot be read. */
const READABLE_MS = 200;
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
  /** The digit that is named, whose bar stands out; none in doubt. */
  readonly named = input<number>();
  /** Whether values change all the time, so that bars are not to glide from one to the next. */
  readonly isLive = input(false);

  private readonly newestReadable = toSignal(
    toObservable(this.probabilities).pipe(
      throttleTime(READABLE_MS, asyncScheduler, { leading: true, trailing: true }),
    ),
  );
  /** What is written beside the bars. */
  protected readonly texts = computed(() => {
    const probabilities = this.newestReadable();
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
