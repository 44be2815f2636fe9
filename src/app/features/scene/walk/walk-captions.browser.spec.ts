import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../../i18n/testing/provide-spoken-languages.ts';
import { WalkCaptions, type ShownWalk } from './walk-captions.ts';
import type { WalkSentence, WalkStop } from './walk-stops.ts';

const FOCUS = { layers: [], connections: [], leastRelevance: [], votes: [], bloom: 0 };
const SENTENCES: readonly WalkSentence[] = [
  { kind: 'pixels', count: 784 },
  { kind: 'parts', count: 128, mattering: 17 },
  { kind: 'together', count: 64, isSecond: true },
  { kind: 'vote', digit: 3, rival: 8 },
  { kind: 'reads', digit: 3 },
];
const stopsOf = (sentences: readonly WalkSentence[]): WalkStop[] =>
  sentences.map((sentence) => ({
    sentence,
    layer: 0,
    focus: FOCUS,
    examples: [],
    hasAnswer: false,
  }));

describe('WalkCaptions', () => {
  let opener: HTMLButtonElement;

  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
    opener = document.createElement('button');
    document.body.append(opener);
    opener.focus();
  });

  afterEach(() => {
    opener.remove();
  });

  function render() {
    const fixture = TestBed.createComponent(WalkCaptions);
    const element = fixture.nativeElement as HTMLElement;
    document.body.append(element);
    const said: string[] = [];
    const [shownStops, index] = [
      signal<readonly WalkStop[] | undefined>(undefined),
      signal<number | undefined>(undefined),
    ];
    const walk: ShownWalk = {
      shownStops,
      index,
      step: (by) => said.push(`step ${by}`),
      hold: () => said.push('hold'),
      end: () => said.push('end'),
    };
    fixture.componentRef.setInput('walk', walk);
    fixture.componentRef.setInput('name', 'Why 3?');
    const set = (shown: {
      readonly stops?: readonly WalkStop[];
      readonly index?: number;
    }): void => {
      if ('stops' in shown) shownStops.set(shown.stops);
      index.set(shown.index);
      fixture.detectChanges();
    };
    set({});
    const status = element.querySelector('[role="status"]');
    if (!status) throw new Error('expected a live text');
    const sentences = (of: readonly WalkSentence[]): string[] =>
      of.map((_, index) => {
        set({ stops: stopsOf(of), index });
        expect(element.querySelector('.text p')?.textContent).toBe(status.textContent);
        return status.textContent;
      });
    return { element, set, said, status, sentences };
  }

  const press = (target: EventTarget, key: string): KeyboardEvent => {
    const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true });
    target.dispatchEvent(event);
    return event;
  };

  it('says each sentence in the picture and to screen readers, politely', () => {
    const { element, status, sentences } = render();
    // There from the start: what comes with its own live region is not read out.
    expect(status.textContent).toBe('');
    expect(element.querySelector('.caption')).toBeNull();
    expect(sentences(SENTENCES)).toEqual([
      'Your drawing becomes 784 pixels.',
      '128 neurons respond to parts of it. Here 17 matter.',
      '64 neurons weigh the parts together.',
      'They vote: for 3, against 8.',
      'It reads 3.',
    ]);
    expect(element.querySelectorAll('.dots li').length).toBe(5);
  });

  it('has sentences for other networks, and for doubt', () => {
    expect(
      render().sentences([
        { kind: 'parts', count: 1, mattering: 1 },
        { kind: 'parts', count: 16, mattering: 0 },
        { kind: 'together', count: 1, isSecond: true },
        { kind: 'together', count: 20, isSecond: false },
        { kind: 'vote', digit: 3, rival: undefined },
        { kind: 'voteBoth', digits: [9, 4] },
        { kind: 'doubts', digits: [9, 4] },
      ]),
    ).toEqual([
      '1 neuron responds to parts of it. Here 1 matters.',
      '16 neurons respond to parts of it.',
      '1 neuron weighs the parts together.',
      '20 more neurons weigh the result again.',
      'They vote for 3.',
      'They vote for 9, and for 4 as well.',
      'It is not sure: 9 or 4.',
    ]);
  });

  it('takes the focus to Next, and gives it back at the end, unless it has gone elsewhere', () => {
    const { set } = render();
    set({ stops: stopsOf(SENTENCES), index: 0 });
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Next');
    set({ index: 4 });
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Done');
    set({});
    expect(document.activeElement).toBe(opener);
    const other = document.createElement('button');
    document.body.append(other);
    set({ stops: stopsOf(SENTENCES), index: 0 });
    other.focus();
    set({});
    expect(document.activeElement).toBe(other);
    other.remove();
  });

  it('waits on any input, and only while somebody walks', () => {
    const { element, set, said } = render();
    const act = (): void => {
      press(document.body, 'Tab');
      document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
      document.body.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
    };
    act();
    expect(said).toEqual([]);
    set({ stops: stopsOf(SENTENCES), index: 1 });
    act();
    element.querySelector('.caption')?.dispatchEvent(new PointerEvent('pointerenter'));
    expect(said).toEqual(['hold', 'hold', 'hold', 'hold']);
  });

  it('goes back and on by buttons and arrows', () => {
    const { element, set, said } = render();
    set({ stops: stopsOf(SENTENCES), index: 1 });
    for (const name of ['Back', 'Next'])
      element.querySelector<HTMLElement>(`[aria-label="${name}"]`)?.click();
    const next = element.querySelector('[aria-label="Next"]');
    if (next) for (const key of ['ArrowLeft', 'ArrowRight']) press(next, key);
    expect(said).toEqual(['step -1', 'step 1', 'hold', 'step -1', 'hold', 'step 1']);
  });

  it('ends on Escape, which then closes nothing else', () => {
    const { set, said } = render();
    set({ stops: stopsOf(SENTENCES), index: 1 });
    let isHeard = false;
    const hear = (): void => {
      isHeard = true;
    };
    document.body.addEventListener('keydown', hear);
    expect(press(document.body, 'Escape').defaultPrevented).toBeTrue();
    document.body.removeEventListener('keydown', hear);
    expect([said, isHeard]).toEqual([['end'], false]);
  });
});
