import { inkShares, type NetworkWeights } from '#model';
import { DOCUMENT } from '@angular/common';
import { Component, computed, inject, input, output, signal, viewChild } from '@angular/core';
import { Figures } from '../../../i18n/figures.ts';
import { LanguageSetting } from '../../../i18n/language-setting.ts';
import { Phrases } from '../../../i18n/phrases.ts';
import type { LabMilestone } from '../../../network/lab/client/heard-run.ts';
import { confusion } from '../../../network/lab/evidence/confusion.ts';
import { surestMistakes } from '../../../network/lab/evidence/surest-mistakes.ts';
import type { CurvePoint, LiveChange } from '../../../network/lab/shared/curve.ts';
import { openDigits, type ExamResult } from '../../../network/lab/shared/exam.ts';
import type { LabSettings } from '../../../network/lab/shared/lab-settings.ts';
import { testImage, type TestDigits } from '../../../network/lab/shared/test-digits.ts';
import { Icon } from '../../../ui/icon.ts';
import { PageDialog } from '../../../ui/page-dialog.ts';
import { PaperImage } from '../../../ui/paper-image.ts';
import { CurveChart } from '../curve/curve-chart.ts';
import type { Guess } from '../curve/guess-flag.ts';
import { RecipeWords } from '../recipe/recipe-words.ts';
import { weightTiles } from './weight-tiles.ts';

const MOST_TILES = 32;
const MOST_MISTAKES = 5;

let sheets = 0;

/** A page to take home: what a run was, what was guessed and what came of it, black on white on one sheet of A4. */
@Component({
  selector: 'app-run-sheet',
  imports: [CurveChart, Icon, PageDialog, PaperImage],
  templateUrl: './run-sheet.html',
  styleUrl: './run-sheet.css',
})
export class RunSheet {
  private readonly words = inject(RecipeWords);
  private readonly figures = inject(Figures);
  private readonly language = inject(LanguageSetting).language;
  private readonly document = inject(DOCUMENT);
  protected readonly say = inject(Phrases).say;

  readonly settings = input.required<LabSettings>();
  /** How many own digits there are. */
  readonly ownCount = input.required<number>();
  readonly question = input.required<string>();
  readonly guess = input.required<Guess>();
  /** What an experiment has shown; empty for none. */
  readonly finding = input.required<string>();
  readonly points = input.required<readonly CurvePoint[]>();
  readonly totalImages = input.required<number | undefined>();
  readonly milestones = input.required<readonly LabMilestone[]>();
  readonly changes = input.required<readonly LiveChange[]>();
  readonly weights = input.required<NetworkWeights | undefined>();
  /** Undefined until they have come. */
  readonly test = input.required<TestDigits | undefined>();
  /** How it read what was shut until the end, once that is open. */
  readonly exam = input.required<ExamResult | undefined>();
  readonly closed = output();

  private readonly dialog = viewChild.required(PageDialog);
  protected readonly headingId = `sheet-${(sheets += 1)}`;
  protected readonly digits = Array.from({ length: 10 }, (_, digit) => digit);
  /** Whoever prints it may write a name; it goes nowhere else. */
  protected readonly name = signal('');

  protected readonly date = computed(() =>
    new Intl.DateTimeFormat(this.language(), { dateStyle: 'long' }).format(new Date()),
  );
  /** As text, since 0 is a guess. */
  protected readonly guessed = computed(() => {
    const guess = this.guess();
    return typeof guess === 'number' ? String(guess) : undefined;
  });
  protected readonly right = computed(() => {
    const last = this.points().at(-1);
    return last ? String(Math.round(last.accuracy * 100)) : '–';
  });
  protected readonly examined = computed(() => {
    const exam = this.exam();
    return exam && this.say('lab.examResult', { share: this.figures.accuracy(exam.accuracy) });
  });
  protected readonly recipe = computed(() =>
    this.words.sentences(this.settings(), this.ownCount()),
  );
  protected readonly layers = computed(() => this.words.layers(this.settings().hidden));
  protected readonly milestoneImages = computed(() =>
    this.milestones().map(({ point }) => point.images),
  );
  protected readonly tiles = computed(() => weightTiles(this.weights() ?? [], MOST_TILES));

  /** The last moment at which all test digits were read, and how many of them are open. */
  private readonly read = computed(() => {
    const [last, test] = [this.milestones().at(-1), this.test()];
    if (!last || !test) return undefined;
    const count = Math.min(
      openDigits(this.settings(), test.labels.length),
      last.test.answers.length,
    );
    return { answers: last.test, digits: test, count };
  });
  protected readonly matrix = computed(() => {
    const read = this.read();
    if (!read) return undefined;
    return confusion(read.answers, read.digits.labels, read.count).map((row) =>
      row.map(({ label, answer, digits }) => ({
        count: digits.length,
        isRight: label === answer,
      })),
    );
  });
  protected readonly mistakes = computed(() => {
    const read = this.read();
    if (!read) return [];
    const { answers, digits, count } = read;
    return surestMistakes(answers, digits.labels, count, MOST_MISTAKES).map((digit) => ({
      image: inkShares(testImage(digits, digit)),
      label: digits.labels[digit] ?? '',
      answer: answers.answers[digit] ?? '',
    }));
  });

  open(): void {
    this.dialog().open();
  }

  protected print(): void {
    this.document.defaultView?.print();
  }
}
