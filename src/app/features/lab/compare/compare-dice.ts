import { Component, computed, inject, input } from '@angular/core';
import { Figures } from '../../../i18n/figures.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import { couldBeChance } from '../../../network/lab/evidence/mc-nemar.ts';
import { DicePlot } from './dice-plot.ts';
import { DiceRolls, type NoRoll } from './dice-rolls.ts';
import { RunComparison } from './run-comparison.ts';

const HINDRANCES = {
  learning: 'compare.notWhileLearning',
  changed: 'compare.notChanged',
  'same-recipe': 'compare.notSameRecipe',
} as const satisfies Record<NoRoll, string>;

/** Other dice for the two runs that are compared, and what all of them say. Before that, none is called better. */
@Component({
  selector: 'app-compare-dice',
  imports: [DicePlot],
  template: `
    <app-dice-plot [labels]="labels()" [runs]="runs()" [shares]="rolls.shares()" />
    <div class="say">
      <p class="words" data-part="dice" role="status">{{ words() }}</p>
      @if (rolls.isRolling()) {
        <progress [max]="rolls.progress().all" [value]="rolls.progress().done"></progress>
        <button type="button" class="pill-button" (click)="rolls.stop()">
          {{ say('compare.stopRolling') }}
        </button>
      } @else if (!verdict() && !rolls.hindrance()) {
        <button type="button" class="pill-button" data-part="roll" (click)="rolls.roll()">
          {{ say('compare.roll') }}
        </button>
      }
      @if (verdict()) {
        <p class="quiet">{{ say('compare.legend') }}</p>
      }
    </div>
  `,
  styleUrl: './compare-dice.css',
})
export class CompareDice {
  protected readonly say = inject(Phrases).say;
  private readonly figures = inject(Figures);
  protected readonly rolls = inject(DiceRolls);
  private readonly comparison = inject(RunComparison);

  /** What the two are called, and which colours they have. */
  readonly labels = input.required<readonly string[]>();
  readonly runs = input.required<readonly number[]>();

  protected readonly verdict = this.rolls.verdict;
  protected readonly words = computed(() => {
    const [verdict, hindrance] = [this.verdict(), this.rolls.hindrance()];
    if (this.rolls.isRolling()) {
      const { done, all } = this.rolls.progress();
      return this.say('compare.rolling', { done, all });
    }
    if (!verdict) {
      if (hindrance) return this.say(HINDRANCES[hindrance]);
      const problem = this.rolls.problem();
      if (problem !== undefined) return problem;
      return this.say(this.rolls.isInterrupted() ? 'compare.interrupted' : 'compare.rollFirst');
    }
    const [meanA, meanB] = verdict.means.map((mean) => this.figures.accuracy(mean));
    const [winsA, winsB] = verdict.wins;
    const isA = winsA >= winsB;
    const name = this.labels()[isA ? 0 : 1] ?? '';
    const wins = this.figures.count(Math.max(winsA, winsB));
    return [
      this.say('compare.means', { a: meanA ?? '', b: meanB ?? '' }),
      this.say(verdict.better ? 'compare.better' : 'compare.notBetter', { name, wins }),
      this.isFooled(isA) ? this.say('compare.fooled') : '',
    ]
      .filter(Boolean)
      .join(' ');
  });

  /** Whether one run of each alone said the opposite, and not by chance. */
  private isFooled(isA: boolean): boolean {
    const piles = this.comparison.piles();
    if (!piles) return false;
    const [a, b] = [piles.onlyA.length, piles.onlyB.length];
    return !couldBeChance(a, b) && a > b !== isA;
  }
}
