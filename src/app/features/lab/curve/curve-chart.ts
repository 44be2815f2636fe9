import {
  Component,
  computed,
  type ElementRef,
  inject,
  input,
  model,
  output,
  viewChild,
} from '@angular/core';
import { Figures } from '../../../i18n/figures.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import type { CurvePoint, LiveChange } from '../../../network/lab/shared/curve.ts';
import { capturePointer } from '../../../platform/capture-pointer.ts';
import { PaperImage } from '../../../ui/paper-image.ts';
import { areApart, CurveScale, nearestTo, newShare, ownShare } from './curve-scale.ts';
import { GuessFlag, type Guess } from './guess-flag.ts';

/** What was read in the drawing at a milestone. */
export interface FilmDigit {
  /** The digit, or a dot for none. */
  readonly text: string;
  /** Whether it is what is read now. */
  readonly isToday: boolean;
  /** Whether it is hardly sure. */
  readonly isUnsure: boolean;
}

const CHANGES = {
  rate: 'lab.changedRate',
  batchSize: 'lab.changedBatch',
  weightDecay: 'lab.changedShrink',
} as const;
/** Labels of changes stand so far apart at least, of the axis. */
const LABELS_APART = 0.16;
/** The newest digit of the film has so much room before it, of 100. */
const FRAMES_APART = 5.5;
/** A question of more characters is written smaller. */
const LONG_QUESTION = 66;
/** Just guessing, of 100. */
const CHANCE = 0.1;

/**
 * The curve of a run: how many new digits are read right, over digits shown on a logarithmic axis; the prediction as a
 * flag on its own axis; and below it, what was read in the drawing at each doubling. Before a run it asks for the
 * prediction.
 */
@Component({
  selector: 'app-curve-chart',
  imports: [GuessFlag, PaperImage],
  templateUrl: './curve-chart.html',
  styleUrl: './curve-chart.css',
  host: { '[class.asks-long]': 'isAsking() && isLong()' },
})
export class CurveChart {
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly points = input.required<readonly CurvePoint[]>();
  /** Where the run ends, images; undefined if it goes on until it is stopped. */
  readonly totalImages = input.required<number | undefined>();
  /** Where its milestones lie, images. */
  readonly milestones = input.required<readonly number[]>();
  readonly changes = input<readonly LiveChange[]>([]);
  readonly guess = model.required<Guess>();
  /** Whether no run has begun, so that the prediction can be made. */
  readonly isAsking = input.required<boolean>();
  /** What is asked before a run; the usual question by default. */
  readonly question = input<string>();
  /** What was read at the milestones, by their index; empty without a drawing. */
  readonly film = input<readonly (FilmDigit | undefined)[]>([]);
  /** What of the drawing goes in: ink 0..1, `[28][28]`; undefined without one. */
  readonly image = input<Float32Array>();
  /** The milestone that is looked at; undefined for the run as it is. */
  readonly moment = input<number>();
  /** Whether a moment can be looked at. */
  readonly hasMoments = input(false);
  readonly momentChosen = output<number | undefined>();

  private readonly plotArea = viewChild.required<ElementRef<Element>>('plot');
  /** The area of the curve, for what stands above its moments. */
  readonly plot = computed(() => this.plotArea().nativeElement);

  protected readonly asked = computed(() => this.question() ?? this.say('lab.question'));
  protected readonly isLong = computed(() => this.asked().length > LONG_QUESTION);
  protected readonly last = computed(() => this.points().at(-1));
  protected readonly scale = computed(
    () => new CurveScale(this.totalImages(), this.last()?.images ?? 0),
  );
  protected readonly path = computed(() => this.scale().path(this.points(), newShare));
  protected readonly ownPath = computed(() => this.scale().path(this.points(), ownShare));
  protected readonly isApart = computed(() => areApart(this.last()));
  protected readonly gap = computed(() => (this.isApart() ? this.scale().gap(this.points()) : ''));
  protected readonly ticks = computed(() =>
    this.scale()
      .ticks()
      .map((images) => ({ at: this.percent(images), text: this.figures.count(images) })),
  );
  protected readonly marks = computed(() => {
    const points = new Map(this.points().map((point) => [point.images, point]));
    return this.milestones().flatMap((images, index) => {
      const point = points.get(images);
      if (!point) return [];
      return { index, at: this.percent(images), height: point.accuracy * 100, point };
    });
  });
  protected readonly end = computed(() => {
    const last = this.last();
    if (!last) return undefined;
    const { accuracy, ownAccuracy } = last;
    return {
      at: this.percent(last.images),
      height: accuracy * 100,
      ownHeight: ownAccuracy * 100,
    };
  });
  protected readonly flags = computed(() => {
    let last = -1;
    return this.changes().map(({ images, setting, value }) => {
      const at = this.scale().x(images);
      const isNamed = at - last >= LABELS_APART || last < 0;
      if (isNamed) last = at;
      const text = this.say(CHANGES[setting], { value: this.figures.exact(value) });
      return { at: at * 100, text: isNamed ? text : '' };
    });
  });
  protected readonly frames = computed(() => {
    const film = this.film();
    const frames = this.milestones().flatMap((images, index) => {
      const digit = film[index];
      return digit ? { ...digit, index, at: this.percent(images) } : [];
    });
    const newest = frames.at(-1);
    // The end of a run may be near the last doubling.
    return frames.filter(
      (frame) => frame === newest || frame.at < (newest?.at ?? 0) - FRAMES_APART,
    );
  });
  protected readonly isPassed = computed(() => {
    const [guess, last] = [this.guess(), this.last()];
    return typeof guess === 'number' && last !== undefined && last.accuracy * 100 > guess;
  });
  protected readonly chance = CHANCE * 100;
  protected readonly position = computed(() => this.moment() ?? this.marks().length - 1);
  protected readonly momentText = computed(() => {
    const mark = this.marks()[this.position()];
    if (!mark) return '';
    return this.say('lab.momentText', {
      images: this.say('lab.digits', { count: mark.point.images }),
      right: Math.round(mark.height),
    });
  });
  protected readonly momentAt = computed(() => {
    const moment = this.moment();
    return moment === undefined ? undefined : this.marks()[moment]?.at;
  });

  /** Moves along the moments with a pointer that is held down, as along a film strip. */
  protected drag(event: PointerEvent): void {
    if (event.type === 'pointerdown') {
      capturePointer(event.currentTarget as Element, event.pointerId);
    } else if (event.buttons > 0) {
      this.showAt(event);
    }
  }

  protected choose(event: MouseEvent): void {
    // A press by keyboard or screen reader has no place.
    if (event.detail > 0) this.showAt(event);
  }

  protected press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.marks().length - 1;
    const steps: Partial<Record<string, number>> = {
      ...{ ArrowLeft: this.position() - 1, ArrowDown: this.position() - 1 },
      ...{ ArrowRight: this.position() + 1, ArrowUp: this.position() + 1 },
      ...{ Home: 0, End: last },
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    this.show(next);
  }

  /** Shows the moment that is nearest to a pointer. */
  private showAt({ currentTarget, clientX }: MouseEvent): void {
    const { left, width } = (currentTarget as Element).getBoundingClientRect();
    const places = this.marks().map(({ at }) => at);
    const nearest = nearestTo(((clientX - left) / width) * 100, places);
    if (nearest !== this.position()) this.show(nearest);
  }

  /** The last moment is the run as it is. */
  private show(index: number): void {
    const last = this.marks().length - 1;
    this.momentChosen.emit(index >= last ? undefined : Math.max(0, index));
  }

  private percent(images: number): number {
    return this.scale().x(images) * 100;
  }
}
