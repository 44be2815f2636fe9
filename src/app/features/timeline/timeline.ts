import type { Checkpoint } from '#model';
import { Component, computed, inject, input, output, viewChild } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { Flyout } from '../../ui/flyout.ts';
import { Icon } from '../../ui/icon.ts';
import type { ShardState, WeightsProblem } from '../../network/weights/shared/weight-set.ts';
import { CheckpointWords } from '../../i18n/checkpoint-words.ts';
import { filmMarks, roomOf, type Answers } from './film-marks.ts';
import { Player } from './player.ts';
import { answerInWords, filmInWords } from './spoken-answers.ts';
import { trainingCurves } from './training-curves.ts';

/** How many checkpoints the strip shows before the real number is known. */
const USUAL_LENGTH = 35;

/** The checkpoints as a film strip, one frame per checkpoint, to drag along, step through and play. */
@Component({
  selector: 'app-timeline',
  imports: [Flyout, Icon],
  templateUrl: './timeline.html',
  // The film first: the other sheet has the rules for narrow widths, which override it.
  styleUrls: ['./film-strip.css', './timeline.css'],
})
export class Timeline {
  private readonly words = inject(CheckpointWords);
  protected readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;
  protected readonly flyout = viewChild(Flyout);

  /** Sorted by order; empty until the export has arrived. */
  readonly checkpoints = input.required<readonly Checkpoint[]>();
  /** One state per checkpoint. */
  readonly states = input.required<readonly ShardState[]>();
  /** Index of the requested checkpoint. */
  readonly position = input.required<number>();
  /** Index of the checkpoint on screen; undefined before the first. */
  readonly shown = input.required<number | undefined>();
  /** The throttled index, whose figures are shown: the network on screen changes at once. */
  readonly displayed = input.required<number | undefined>();
  /** What each checkpoint says of the drawing. */
  readonly answers = input<Answers>([]);
  /** Why the requested checkpoint is not on screen. */
  readonly problem = input<WeightsProblem | undefined>();

  /** Requests a checkpoint by its index. */
  readonly wanted = output<number>();
  /** Requests the failed checkpoint again. */
  readonly retried = output();

  protected readonly last = computed(() => Math.max(0, this.checkpoints().length - 1));
  protected readonly curves = computed(() => trainingCurves(this.checkpoints()));
  protected readonly chart = computed(() => `0 0 ${Math.max(1, this.last())} 1`);
  private readonly marks = computed(() => filmMarks(this.answers()));
  protected readonly frames = computed(() => {
    const states =
      this.states().length > 0 ? this.states() : new Array<ShardState>(USUAL_LENGTH).fill('absent');
    const marks = this.marks();
    return states.map((state, index) => ({
      state,
      mark: marks[index],
      room: roomOf(index, states.length),
    }));
  });
  /** What stands at the strip's ends; a timeline of one moment has but one end. */
  protected readonly ends = computed(() => {
    const [first, last] = [this.checkpoints()[0], this.checkpoints().at(-1)];
    if (!first || !last) return undefined;
    const images = ({ imagesSeen: count }: Checkpoint): string =>
      this.say('timeline.images', { count, amount: this.figures.amount(count) });
    const start = first.imagesSeen === 0 ? this.say('timeline.untrained') : images(first);
    return { start: first === last ? '' : start, end: images(last) };
  });
  protected readonly sentence = computed(() => {
    const index = this.shown() ?? -1;
    const moment = this.words.sentence(this.checkpoints(), index);
    const answer = answerInWords(this.answers()[index], this.say);
    return answer && moment ? this.say('timeline.spokenAnswer', { moment, answer }) : moment;
  });
  protected readonly spokenFilm = computed(() => filmInWords(this.answers(), this.say));
  protected readonly readout = computed(() => {
    const checkpoint = this.checkpoints()[this.displayed() ?? -1];
    if (!checkpoint) return undefined;
    const { testAccuracy, averageTrainingLoss } = checkpoint.metrics;
    const accuracy = testAccuracy === undefined ? '–' : this.figures.accuracy(testAccuracy);
    return {
      label: this.words.label(checkpoint),
      images: this.say('timeline.imagesSeen', { count: checkpoint.imagesSeen }),
      right: testAccuracy === undefined ? '' : this.say('timeline.right', { accuracy }),
      passes: this.figures.count(Math.round(checkpoint.datasetPasses * 100) / 100),
      accuracy,
      loss: averageTrainingLoss === undefined ? '–' : this.figures.loss(averageTrainingLoss),
    };
  });
  protected readonly failure = computed(() => {
    const problem = this.problem();
    const checkpoint = this.checkpoints()[problem?.index ?? -1];
    if (!problem || !checkpoint) return undefined;
    const key = problem.isCorrupt ? 'timeline.corrupt' : 'timeline.failed';
    return this.say(key, { label: this.words.label(checkpoint) });
  });
  protected readonly player = new Player({
    position: this.position,
    shown: this.shown,
    last: this.last,
    show: (index) => {
      this.wanted.emit(index);
    },
  });

  /** Moves to a checkpoint and pauses playback. */
  protected moveTo(index: number): void {
    this.player.pause();
    this.wanted.emit(Math.min(this.last(), Math.max(0, index)));
  }

  protected togglePlaying(): void {
    if (this.player.isPlaying()) {
      this.player.pause();
    } else {
      this.player.play();
    }
  }
}
