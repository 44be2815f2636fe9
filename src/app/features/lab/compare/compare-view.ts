import { Component, computed, inject, input, linkedSignal, output } from '@angular/core';
import { Figures } from '../../../i18n/figures.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import type { Piles } from '../../../network/lab/evidence/piles.ts';
import { networkAnswers } from '../../../network/library/client/network-answers.ts';
import type { NetworkAnswer } from '../../../network/library/shared/library-network.ts';
import { Flyout } from '../../../ui/flyout.ts';
import { HERE, type ComparedRun } from './compared-run.ts';
import { CompareCurves } from './compare-curves.ts';
import { CompareDice } from './compare-dice.ts';
import { CompareWords } from './compare-words.ts';
import { DiceRolls } from './dice-rolls.ts';
import { DigitHeap } from './digit-heap.ts';
import { PileDigits } from './pile-digits.ts';
import { RunComparison } from './run-comparison.ts';
import { WhichIsBetter } from './which-is-better.ts';

const PILES = ['both', 'onlyA', 'onlyB', 'neither'] as const satisfies (keyof Piles)[];

/** What the run on the page reads in the drawing. */
export type HereReading = Pick<NetworkAnswer, 'digit' | 'probability'>;

/**
 * Two to four runs beside each other: curves, what each reads on the paper, and in which piles two of them share the test
 * digits out. Its three parts take the places `stage`, `seen` and `time` of the page's grid.
 */
@Component({
  selector: 'app-compare-view',
  imports: [CompareCurves, CompareDice, DigitHeap, Flyout, PileDigits, WhichIsBetter],
  providers: [RunComparison, DiceRolls],
  templateUrl: './compare-view.html',
  styleUrls: ['./compare-view.css', './compare-heaps.css'],
})
export class CompareView {
  protected readonly say = inject(Phrases).say;
  protected readonly figures = inject(Figures);
  protected readonly comparison = inject(RunComparison);
  private readonly words = inject(CompareWords);

  /** What is on the paper, ink 0..1, row-major `[28][28]`; undefined for nothing. */
  readonly image = input.required<Float32Array | undefined>();
  /** What the run on the page reads there. */
  readonly reading = input.required<HereReading | undefined>();
  /** The test digit that lies on the paper. */
  readonly onPaper = input<number>();
  /** A test digit is to lie on the paper; by its position. */
  readonly digitTaken = output<number>();

  private readonly readings = networkAnswers(() =>
    this.comparison.compared().length > 0 ? this.image() : undefined,
  );
  protected readonly labels = computed(() =>
    this.words.labels(this.comparison.compared(), this.comparison.differing()),
  );
  /** How all runs are called where some are chosen. */
  protected readonly choices = computed(() => {
    const runs = this.comparison.runs();
    return runs.map(({ id, name, curve }) => ({
      id,
      name: id === HERE ? this.say('compare.here') : name,
      right: this.right(curve),
      isChosen: this.comparison.isChosen(id),
    }));
  });
  protected readonly cards = computed(() => {
    const labels = this.labels();
    return this.comparison.compared().map((run, index) => ({
      ...{ id: run.id, label: labels[index]?.full ?? '', right: this.right(run.curve) },
      reading: this.readingOf(run),
      isInPair: this.comparison.isInPair(run.id),
    }));
  });
  /** Names and colours of the two that share the piles out. */
  protected readonly pairLabels = computed(() =>
    this.inPair(this.labels().map(({ short }) => short)),
  );
  protected readonly pairRuns = computed(() => this.inPair(this.labels().map((_, index) => index)));
  protected readonly title = computed(() => {
    const { length: count } = this.comparison.differing();
    const [only] = this.comparison.differing();
    if (count === 0) return this.say('compare.nothingDiffers');
    if (count === 1) return this.say(only === 'seed' ? 'compare.diceDiffer' : 'compare.oneDiffers');
    return this.say('compare.manyDiffer', { count });
  });
  protected readonly heaps = computed(() => {
    const piles = this.comparison.piles();
    if (!piles) return undefined;
    const [a = '', b = ''] = this.pairLabels();
    const names = {
      both: this.say('compare.both'),
      onlyA: this.say('compare.only', { name: a }),
      onlyB: this.say('compare.only', { name: b }),
      neither: this.say('compare.neither'),
    };
    return PILES.map((pile) => ({
      ...{ pile, digits: piles[pile], name: names[pile] },
      count: this.figures.count(piles[pile].length),
    }));
  });
  /** The pile that is open; another pair has others. */
  protected readonly opened = linkedSignal<unknown, keyof Piles | undefined>({
    source: this.comparison.pair,
    computation: () => undefined,
  });
  protected readonly openPile = computed(() => {
    const [opened, pair] = [this.opened(), this.comparison.pair()];
    const heap = this.heaps()?.find(({ pile }) => pile === opened);
    const [a, b] = (pair ?? []).map(({ id }) => this.comparison.answersOf(id));
    return heap && a && b ? { ...heap, answers: [a, b] as const } : undefined;
  });

  private readingOf({ id }: ComparedRun): { digit: number; sure: string } | undefined {
    const reading = id === HERE ? this.image() && this.reading() : this.readings().get(id);
    return reading && { digit: reading.digit, sure: this.figures.probability(reading.probability) };
  }

  private right(curve: ComparedRun['curve']): string {
    const last = curve.at(-1);
    return last ? this.figures.accuracy(last.accuracy) : '–';
  }

  private inPair<Value>(values: readonly Value[]): readonly Value[] {
    const runs = this.comparison.compared();
    return values.filter((_, index) => this.comparison.isInPair(runs[index]?.id ?? ''));
  }
}
