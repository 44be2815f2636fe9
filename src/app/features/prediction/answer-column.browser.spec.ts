import { Component, computed, signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { LanguageSetting } from '../../i18n/language-setting.ts';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { AnswerBars } from './answer-bars.ts';
import type { Saying } from '../../network/saying.ts';
import { Verdict } from './verdict.ts';

/** A column of answers as the page has it beside the network. */
@Component({
  imports: [AnswerBars, Verdict],
  template: `
    <app-verdict
      [saying]="saying()"
      [displayed]="saying()"
      [isDrawing]="isDrawing()"
      [question]="question()"
    />
    <app-answer-bars [saying]="saying()" [probabilities]="shares" [displayed]="shares" />
  `,
  styles: `
    :host {
      --figure-column: clamp(5.75rem, 14cqb, 8rem);
      position: fixed;
      inset: 20px auto auto 20px;
      inline-size: 15rem;
      block-size: var(--rows-height);
      container: answers / size;
      font-family: 'Inter Variable', system-ui, sans-serif;
      line-height: 1.4;
    }
  `,
})
class Column {
  readonly saying = signal<Saying>({ kind: 'blank' });
  readonly isDrawing = signal(false);
  readonly isAsking = signal(false);
  readonly question = computed(() => {
    const { kind } = this.saying();
    if (!this.isAsking() || (kind !== 'digit' && kind !== 'unsure')) return undefined;
    return kind === 'digit' ? 'Warum 3?' : 'Warum nicht sicher?';
  });
  /** None so small that it would not be printed. */
  readonly shares = new Float32Array(10).fill(0.1);
}

interface Box {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const DIGITS = Array.from({ length: 10 }, (_, digit) => digit);
const NAMED = DIGITS.flatMap((digit): Saying[] => [
  { kind: 'digit', digit, probability: 0.999 },
  { kind: 'digit', digit, probability: 0.7 },
  { kind: 'untrained', digit },
]);
const DOUBTFUL = DIGITS.flatMap((first) =>
  DIGITS.filter((second) => second !== first).map((second): Saying => ({
    kind: 'unsure',
    digits: [first, second],
  })),
);
const OTHERS: readonly Saying[] = [
  { kind: 'blank' },
  { kind: 'unfinished' },
  { kind: 'notADigit' },
  { kind: 'untrained', digit: undefined },
];

describe('The column of answers', () => {
  let fixture: ComponentFixture<Column>;
  let element: HTMLElement;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
    fixture = TestBed.createComponent(Column);
    element = fixture.nativeElement as HTMLElement;
  });
  afterEach(() => {
    document.documentElement.style.fontSize = '';
  });

  function say(saying: Saying): void {
    fixture.componentInstance.saying.set(saying);
    fixture.detectChanges();
    for (const animation of element.getAnimations({ subtree: true })) animation.finish();
  }

  /** What a text covers: as wide as its letters, and a numeral as high as its digit. */
  function boxOf(part: Element): Box {
    const range = document.createRange();
    range.selectNodeContents(part);
    const { left, right } = range.getBoundingClientRect();
    const { top, bottom } = part.getBoundingClientRect();
    return { name: `${part.className} “${part.textContent.trim()}”`, left, right, top, bottom };
  }

  const boxesOf = (parts: string): Box[] =>
    Array.from(element.querySelectorAll(parts))
      .filter((part) => getComputedStyle(part).visibility === 'visible')
      .map(boxOf);

  /** How far above the column the first row's percentage may stand: half its height. */
  const ABOVE_PX = 12;

  /** What overlaps, or leaves the column. */
  function faults(): string[] {
    const column = element.getBoundingClientRect();
    const boxes = [
      ...boxesOf('.figure'),
      ...boxesOf('.words:not(.reads)'),
      ...boxesOf('.percent').map((box) => ({
        ...box,
        top: Math.max(box.top, Math.min(box.top + ABOVE_PX, column.top)),
      })),
      ...boxesOf('.digit'),
      ...boxesOf('.in-full, .in-short').filter(({ left, right }) => left < right),
    ];
    return boxes.flatMap((box, index) => [
      ...(box.left < column.left - 0.5 || box.right > column.right + 0.5
        ? [`${box.name} sideways`]
        : []),
      ...(box.top < column.top - 0.5 || box.bottom > column.bottom + 0.5
        ? [`${box.name} outside`]
        : []),
      ...boxes
        .slice(index + 1)
        .filter(
          (other) =>
            box.left < other.right - 0.5 &&
            other.left < box.right - 0.5 &&
            box.top < other.bottom - 0.5 &&
            other.top < box.bottom - 0.5,
        )
        .map((other) => `${box.name} over ${other.name}`),
    ]);
  }

  for (const pitch of [30, 45, 53, 80, 120]) {
    for (const language of ['en', 'de'] as const) {
      for (const text of ['100%', '131.25%']) {
        it(`has room for every answer: rows of ${pitch} px, ${language}, text of ${text}`, () => {
          TestBed.inject(LanguageSetting).choose(language);
          document.documentElement.style.fontSize = text;
          element.style.setProperty('--rows-height', `${pitch * 10}px`);
          fixture.componentInstance.isAsking.set(true);
          const found = [...NAMED, ...DOUBTFUL, ...OTHERS].flatMap((saying) => {
            say(saying);
            return faults().map((fault) => `${JSON.stringify(saying)}: ${fault}`);
          });
          expect(found.slice(0, 5)).withContext(`${found.length} faults`).toEqual([]);
        });
      }
    }
  }

  it('puts a numeral on its row, and at the ends of the column inside it', () => {
    element.style.setProperty('--rows-height', '500px');
    const middles = DIGITS.map((digit) => {
      say({ kind: 'digit', digit, probability: 0.9 });
      const [box = { top: NaN, bottom: NaN }] = boxesOf('.figure');
      return (box.top + box.bottom) / 2 - element.getBoundingClientRect().top;
    });
    // 2.2 rows of 50 px, of which a digit is 0.73 high.
    const half = (2.2 * 50 * 0.73) / 2;
    const rows = DIGITS.map((digit) => 25 + digit * 50);
    const expected = [half, ...rows.slice(1, 9), 500 - half];
    middles.forEach((middle, digit) => {
      expect(middle).toBeCloseTo(expected[digit] ?? NaN, 0);
    });
  });

  it('keeps rivals on their rows where the words fit between them', () => {
    element.style.setProperty('--rows-height', '800px');
    say({ kind: 'unsure', digits: [7, 2] });
    const top = element.getBoundingClientRect().top;
    const middles = boxesOf('.figure').map((box) => (box.top + box.bottom) / 2 - top);
    expect(middles.map(Math.round)).toEqual([600, 200]);
    const [words] = boxesOf('.words');
    expect(((words?.top ?? 0) + (words?.bottom ?? 0)) / 2 - top).toBeCloseTo(400, 0);
  });

  it('leaves everything where it is when the pen comes down, except the question', () => {
    element.style.setProperty('--rows-height', '500px');
    fixture.componentInstance.isAsking.set(true);
    say({ kind: 'unsure', digits: [4, 5] });
    const places = (): Box[] => boxesOf('.figure, .words');
    const [before, asked] = [places(), boxesOf('.why').length];
    fixture.componentInstance.isDrawing.set(true);
    fixture.detectChanges();
    expect([places(), asked, boxesOf('.why').length]).toEqual([before, 1, 0]);
  });

  it('has digits no smaller in large text', () => {
    const sizeAt = (pitch: number, text: string): number => {
      document.documentElement.style.fontSize = text;
      element.style.setProperty('--rows-height', `${pitch * 10}px`);
      say({ kind: 'blank' });
      return parseFloat(getComputedStyle(element.querySelector('.digit') ?? element).fontSize);
    };
    for (const pitch of [30, 45, 80, 120]) {
      expect(sizeAt(pitch, '131.25%')).toBeGreaterThanOrEqual(sizeAt(pitch, '100%'));
    }
    expect(sizeAt(30, '100%')).toBe(18);
  });

  it('hides the share in the row of the digit that is named, where it stands with the numeral', () => {
    element.style.setProperty('--rows-height', '500px');
    const shown = (): number => boxesOf('.percent').length;
    say({ kind: 'digit', digit: 3, probability: 0.9 });
    expect(shown()).toBe(9);
    say({ kind: 'untrained', digit: 3 });
    expect(shown()).toBe(10);
  });

  describe('when another digit is named', () => {
    const running = (): [string, number][] =>
      element.getAnimations({ subtree: true }).flatMap(({ effect }): [string, number][] => {
        if (!(effect instanceof KeyframeEffect) || !effect.target) return [];
        const properties = Object.keys(effect.getKeyframes()[0] ?? {});
        const [property = ''] = properties.filter((name) =>
          ['opacity', 'translate'].includes(name),
        );
        return property
          ? [
              [
                `${effect.target.className.split(' ').at(-1)} ${property}`,
                Number(effect.getTiming().duration),
              ],
            ]
          : [];
      });
    const name = (digit: number): void => {
      fixture.componentInstance.saying.set({ kind: 'digit', digit, probability: 0.9 });
      fixture.detectChanges();
    };
    beforeEach(() => {
      element.style.setProperty('--rows-height', '500px');
      say({ kind: 'digit', digit: 3, probability: 0.9 });
    });

    it('slides to its row', () => {
      name(5);
      expect(running()).toEqual([
        ['figure translate', 250],
        ['share translate', 250],
      ]);
    });

    it('fades over while the pen is down', async () => {
      fixture.componentInstance.isDrawing.set(true);
      name(5);
      expect(running()).toEqual([
        ['figure opacity', 120],
        ['share opacity', 120],
        ['ghost opacity', 120],
      ]);
      expect(element.querySelector('.ghost')?.textContent).toBe('3');
      for (const animation of element.getAnimations({ subtree: true })) animation.finish();
      await Promise.resolve();
      await new Promise(requestAnimationFrame);
      expect(element.querySelector('.ghost')?.textContent).toBe('');
    });

    it('does not move for other numbers of the same digit', () => {
      fixture.componentInstance.saying.set({ kind: 'digit', digit: 3, probability: 0.8 });
      fixture.detectChanges();
      expect(running()).toEqual([]);
    });
  });
});
