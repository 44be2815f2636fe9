import {
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';
import { forgottenDigits } from '../../../network/lab/evidence/forgotten-digits.ts';
import { surestMistakes } from '../../../network/lab/evidence/surest-mistakes.ts';
import type { LabMilestone } from '../../../network/lab/client/heard-run.ts';
import type { TestDigits } from '../../../network/lab/shared/test-digits.ts';
import { observedSizes } from '../../../platform/observed-sizes.ts';
import { CurveScale } from '../curve/curve-scale.ts';
import { DigitList } from './digit-list.ts';
import { DigitNames } from './digit-names.ts';
import { DigitPicture } from './digit-picture.ts';

/** Rows that can be scrolled to; there may be hundreds. */
const MOST_ROWS = 40;
const MOST_MISTAKES = 15;
/** The answer now has so much room before it, as on the film, of 100. */
const FRAMES_APART = 5.5;
/** Beside the curve the surest mistakes need so much room, CSS pixels; else they stand below fewer rows. */
const LEAST_BESIDE = 150;
const ROWS_ABOVE = 8;

/** Test digits that were read right for a while and then lost, moment by moment above the curve; and the surest mistakes. */
@Component({
  selector: 'app-forgotten',
  imports: [DigitList, DigitPicture],
  templateUrl: './forgotten.html',
  styleUrl: './forgotten.css',
  host: {
    role: 'group',
    '[attr.aria-label]': "say('lab.viewForgotten')",
    '[class.stacked]': 'axis().isWide',
    '[style.--left.px]': 'axis().left',
    '[style.--width.px]': 'axis().width',
  },
})
export class Forgotten {
  private readonly names = inject(DigitNames);
  protected readonly say = inject(Phrases).say;

  readonly digits = input.required<TestDigits>();
  /** The milestones up to the moment that is looked at. */
  readonly moments = input.required<readonly LabMilestone[]>();
  /** How many of the test digits are open, from the first on. */
  readonly open = input.required<number>();
  /** The axis of the curve: where the run ends, and how far it is, images. */
  readonly totalImages = input.required<number | undefined>();
  readonly images = input.required<number>();
  /** The curve's own area, above which the columns stand. */
  readonly plot = input<Element>();
  /** The digit that lies on the paper. */
  readonly onPaper = input<number>();
  /** A digit is to be laid on the paper. */
  readonly chosen = output<number>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly columns = viewChild.required<ElementRef<HTMLElement>>('columns');
  /** Where the curve begins and ends, CSS pixels from the left of the columns; and whether it takes nearly all the width. */
  protected readonly axis = signal({ left: 0, width: 0, isWide: false });

  private readonly all = computed(() =>
    forgottenDigits(
      this.moments().map(({ test }) => test),
      this.digits().labels,
      this.open(),
    ),
  );
  protected readonly count = computed(() => this.all().length);
  /** The moments that have a column: where the end is near the last doubling, only the end. */
  private readonly shown = computed(() => {
    const scale = new CurveScale(this.totalImages(), this.images());
    // What random weights answer stands where the pictures are, and tells nothing.
    const places = this.moments()
      .filter(({ point }) => point.images > 0)
      .map((moment) => ({ moment, at: scale.x(moment.point.images) * 100 }));
    const end = places.at(-1)?.at ?? 0;
    return places.filter(({ at }, index) => index === places.length - 1 || at < end - FRAMES_APART);
  });
  protected readonly rows = computed(() => {
    const { labels } = this.digits();
    const shown = this.shown();
    const moments = this.moments().length;
    return this.all()
      .slice(0, this.axis().isWide ? ROWS_ABOVE : MOST_ROWS)
      .map(({ digit, timesRight }) => {
        const label = labels[digit] ?? 0;
        const answers = shown.map(({ moment, at }, index) => {
          const answer = moment.test.answers[digit] ?? 0;
          return { at, answer, isRight: answer === label, isNow: index === shown.length - 1 };
        });
        const name = this.say('evidence.forgottenName', {
          label: this.names.one(label),
          count: timesRight,
          all: moments,
          answer: this.names.one(answers.at(-1)?.answer ?? 0),
        });
        return { digit, answers, name };
      });
  });
  protected readonly mistakes = computed(() => {
    const [test, digits] = [this.moments().at(-1)?.test, this.digits()];
    if (!test) return [];
    const surest = surestMistakes(test, digits.labels, this.open(), MOST_MISTAKES);
    return this.names.mistakes(surest, digits, test);
  });

  constructor() {
    const observer = observedSizes(() => {
      this.measure();
    });
    effect(() => {
      for (const part of [this.host, this.columns().nativeElement, this.plot()]) {
        if (part) observer.observe(part);
      }
    });
  }

  private measure(): void {
    const plot = this.plot()?.getBoundingClientRect();
    if (!plot) return;
    const [host, columns] = [this.host, this.columns().nativeElement].map((element) =>
      element.getBoundingClientRect(),
    );
    const [begin = 0, room = 0] = [host?.left, host?.width];
    const isWide = begin + room - plot.right < LEAST_BESIDE;
    this.axis.set({ left: plot.left - (columns?.left ?? 0), width: plot.width, isWide });
  }
}
