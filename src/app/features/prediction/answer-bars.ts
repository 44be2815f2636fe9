import type { ElementRef } from '@angular/core';
import {
  Component,
  computed,
  DestroyRef,
  effect,
  inject,
  input,
  output,
  signal,
  viewChild,
  viewChildren,
} from '@angular/core';
import { toObservable, toSignal } from '@angular/core/rxjs-interop';
import { map, pairwise, startWith } from 'rxjs';
import { Figures, NEXT_TO_NOTHING } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { CLOCK } from '../../platform/clock.ts';
import { ThemeSetting } from '../../platform/theme-setting.ts';
import { isHovering } from '../../platform/is-hovering.ts';
import { mediaQuery } from '../../platform/media-query.ts';
import { observedSizes } from '../../platform/observed-sizes.ts';
import { pixelRatio } from '../../platform/pixel-ratio.ts';
import { evidenceOf } from './evidence.ts';
import { FillCanvas, type Fill } from './fill-canvas.ts';
import { namedDigit, type Saying } from '../../network/saying.ts';

interface Bar {
  readonly digit: number;
  readonly name: string;
  /** Percent with one decimal. */
  readonly percent: number;
  readonly text: string;
  /** The text beside the bar. */
  readonly figure: string;
  readonly isPredicted: boolean;
  /** Whether it is one of two that the answer wavers between. */
  readonly isRival: boolean;
}

/** Time that a bar takes to change, milliseconds. */
const GLIDE_MS = 120;
/** Values that follow each other faster than this look animated already, so the bars do not glide. */
const LIVE_MS = 200;
/** How much of the answer's colour a bar has that may be the answer. */
const RIVAL_HIGHLIGHT = 0.5;
const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);

/** Ten bars, one per digit, each with a mark for its evidence. Without an answer all are empty. */
@Component({
  selector: 'app-answer-bars',
  templateUrl: './answer-bars.html',
  styleUrl: './answer-bars.css',
})
export class AnswerBars {
  private readonly clock = inject(CLOCK);
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  /** `[10]`; undefined without an answer. */
  readonly probabilities = input.required<Float32Array | undefined>();
  /** The throttled probabilities, shown as figures beside the bars: the bars themselves change at once. */
  readonly displayed = input.required<Float32Array | undefined>();
  /** `[10]`; undefined without an answer. */
  readonly logits = input<Float32Array>();
  /** What the app says: the digit that it names is highlighted, two rivals half as much. */
  readonly saying = input.required<Saying>();
  /** A mouse or a pen points at a digit's row; undefined once it has left. */
  readonly pointed = output<number | undefined>();
  /** Whether values follow each other too fast for bars to glide. */
  protected readonly isLive = toSignal(
    toObservable(this.probabilities).pipe(
      map(() => this.clock.now()),
      startWith(this.clock.now()),
      pairwise(),
      map(([before, now]) => now - before < LIVE_MS),
    ),
    { initialValue: false },
  );

  private readonly names = computed(() => DIGITS.map((digit) => this.say('answer.bar', { digit })));
  private readonly texts = computed(() => {
    const probabilities = this.displayed();
    return DIGITS.map((digit) => {
      if (!probabilities) return { text: this.say('answer.none'), figure: '' };
      const probability = probabilities[digit] ?? 0;
      const text = this.figures.probability(probability);
      return { text, figure: probability < NEXT_TO_NOTHING ? '' : text };
    });
  });
  protected readonly bars = computed(() => {
    const [names, texts, saying] = [this.names(), this.texts(), this.saying()];
    const predicted = namedDigit(saying);
    const probabilities = this.probabilities();
    return DIGITS.map((digit): Bar => {
      const percent = Math.round((probabilities?.[digit] ?? 0) * 1000) / 10;
      const { text = '', figure = '' } = texts[digit] ?? {};
      return {
        digit,
        name: names[digit] ?? '',
        percent,
        text,
        figure,
        isPredicted: digit === predicted,
        isRival: isRival(saying, digit),
      };
    });
  });

  private readonly evidence = computed(() => evidenceOf(this.logits() ?? []));
  private readonly fillsNow = computed(() => {
    const [probabilities, evidence, saying] = [
      this.probabilities(),
      this.evidence(),
      this.saying(),
    ];
    const predicted = namedDigit(saying);
    return DIGITS.map((digit): Fill => {
      const rivalHighlight = isRival(saying, digit) ? RIVAL_HIGHLIGHT : 0;
      return {
        share: probabilities?.[digit] ?? 0,
        highlight: digit === predicted ? 1 : rivalHighlight,
        // A mark shows how near others came to the digit that is named.
        mark: digit === predicted ? undefined : evidence?.[digit],
      };
    });
  });

  private readonly list = viewChild.required<ElementRef<HTMLElement>>('list');
  private readonly tracks = viewChildren<ElementRef<HTMLElement>>('track');
  private readonly fills = viewChild.required<ElementRef<HTMLCanvasElement>>('fills');
  private readonly canvas = computed(() => new FillCanvas(this.fills().nativeElement, this.clock));
  private readonly theme = inject(ThemeSetting).theme;
  private readonly areColoursForced = mediaQuery('(forced-colors: active)');
  private readonly isMotionReduced = mediaQuery('(prefers-reduced-motion: reduce)');
  private readonly pixelRatio = pixelRatio();
  /** Changes whenever the bars' layout has changed, or the canvas has lost its content. */
  protected readonly layoutChange = signal<unknown>(undefined);

  constructor() {
    const observer = observedSizes(([entry]) => {
      this.layoutChange.set(entry);
    });
    inject(DestroyRef).onDestroy(() => {
      this.canvas().stop();
    });
    effect(() => {
      for (const { nativeElement } of [this.list(), ...this.tracks()]) {
        observer.observe(nativeElement);
      }
    });
    effect(() => {
      this.layoutChange();
      this.theme();
      this.areColoursForced();
      this.pixelRatio();
      this.canvas().measure(this.tracks().map(({ nativeElement }) => nativeElement));
    });
    effect(() => {
      const glides = !this.isLive() && !this.isMotionReduced();
      this.canvas().show(this.fillsNow(), glides ? GLIDE_MS : 0);
    });
  }

  protected point(event: PointerEvent, digit: number): void {
    if (isHovering(event)) this.pointed.emit(digit);
  }
}

function isRival(saying: Saying, digit: number): boolean {
  return saying.kind === 'unsure' && saying.digits.includes(digit);
}
