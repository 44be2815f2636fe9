import { TestBed } from '@angular/core/testing';
import { provideLanguages } from '../i18n/provide-languages';
import { ThemeSetting } from '../settings/theme-setting';
import { AnswerBars } from './answer-bars';
import type { Judgement } from '#model';
import { Verdict } from './verdict';

/** A distribution with this much for one digit and the rest shared out evenly. */
function favouring(digit: number, share: number): Float32Array {
  return Float32Array.from({ length: 10 }, (_, d) => (d === digit ? share : (1 - share) / 9));
}

function renderBars(probabilities: Float32Array | undefined, named?: number): HTMLElement {
  TestBed.configureTestingModule({ providers: [provideLanguages()] });
  const fixture = TestBed.createComponent(AnswerBars);
  fixture.componentRef.setInput('probabilities', probabilities);
  fixture.componentRef.setInput('written', probabilities);
  fixture.componentRef.setInput('named', named);
  fixture.detectChanges();
  return fixture.nativeElement as HTMLElement;
}

/** Colours without transparency, such as `#ffb454`, in the order in which they come from the top. */
function solidColours(canvas: HTMLCanvasElement | null): string[] {
  const context = canvas?.getContext('2d');
  if (!canvas || !context) throw new Error('expected a canvas with something painted');
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const found = new Set<string>();
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] !== 255) continue;
    const parts = [...data.subarray(at, at + 3)].map((part) => part.toString(16).padStart(2, '0'));
    found.add(`#${parts.join('')}`);
  }
  return [...found];
}

describe('AnswerBars', () => {
  const meters = (element: HTMLElement): HTMLElement[] => [
    ...element.querySelectorAll<HTMLElement>('[role="meter"]'),
  ];

  it('shows ten named meters in percent', () => {
    const found = meters(renderBars(favouring(3, 0.91)));
    expect(found.map((meter) => meter.getAttribute('aria-label'))).toEqual(
      Array.from({ length: 10 }, (_, digit) => `Digit ${digit}`),
    );
    expect(found.map((meter) => Number(meter.getAttribute('aria-valuenow')))).toEqual([
      1, 1, 1, 91, 1, 1, 1, 1, 1, 1,
    ]);
    expect(found[3]?.getAttribute('aria-valuetext')).toBe('91%');
  });

  it('marks the digit that is named', () => {
    const marked = renderBars(favouring(8, 0.7), 8).querySelectorAll('.named');
    expect([...marked].map((bar) => bar.textContent.includes('8'))).toEqual([true]);
  });

  it('marks none when the answer is in doubt', () => {
    const element = renderBars(favouring(8, 0.9));
    expect(element.querySelectorAll('.named').length).toBe(0);
    expect(element.textContent).toContain('90%');
  });

  it('paints bars in the colours of the theme, also of another one, and again when they are lost', async () => {
    TestBed.configureTestingModule({ providers: [provideLanguages()] });
    const theme = TestBed.inject(ThemeSetting);
    theme.choose('dark');
    const fixture = TestBed.createComponent(AnswerBars);
    const element = fixture.nativeElement as HTMLElement;
    element.style.cssText = 'inline-size: 300px; block-size: 400px';
    for (const name of ['probabilities', 'written']) {
      fixture.componentRef.setInput(name, new Float32Array(10).fill(0.9));
    }
    fixture.componentRef.setInput('named', 8);
    const paintedColours = async (): Promise<string[]> => {
      await fixture.whenStable();
      return solidColours(element.querySelector('canvas'));
    };
    const style = getComputedStyle(document.documentElement);
    const themeColours = (): string[] =>
      ['--answer-quiet', '--answer'].map((name) => style.getPropertyValue(name));
    try {
      const dark = await paintedColours();
      expect(dark).toEqual(themeColours());
      theme.choose('light');
      const light = await paintedColours();
      expect(light).toEqual(themeColours());
      expect(light).not.toEqual(dark);
      // The GPU lost what was painted.
      const canvas = element.querySelector('canvas');
      canvas?.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
      canvas?.dispatchEvent(new Event('contextrestored'));
      expect(await paintedColours()).toEqual(light);
    } finally {
      theme.forget();
    }
  });

  it('calls values live that come one after the other', () => {
    let now = 0;
    spyOn(Date, 'now').and.callFake(() => now);
    TestBed.configureTestingModule({ providers: [provideLanguages()] });
    const fixture = TestBed.createComponent(AnswerBars);
    const isLiveAfter = (milliseconds: number, share: number): boolean => {
      now += milliseconds;
      for (const name of ['probabilities', 'written']) {
        fixture.componentRef.setInput(name, favouring(3, share));
      }
      fixture.detectChanges();
      return (fixture.nativeElement as HTMLElement).querySelector('ol.live') !== null;
    };
    expect([isLiveAfter(1000, 0.5), isLiveAfter(16, 0.6), isLiveAfter(199, 0.7)]).toEqual([
      false,
      true,
      true,
    ]);
    expect([isLiveAfter(400, 0.8), isLiveAfter(50, 0.9)]).toEqual([false, true]);
  });

  it('is empty without an answer', () => {
    const element = renderBars(undefined);
    expect(
      meters(element).every((meter) => meter.getAttribute('aria-valuenow') === '0'),
    ).toBeTrue();
    expect(element.querySelectorAll('.named').length).toBe(0);
    expect(element.textContent).not.toContain('%');
  });
});

describe('Verdict', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideLanguages()] });
  });

  function textOf(judgement: Judgement, written = judgement): string {
    const fixture = TestBed.createComponent(Verdict);
    fixture.componentRef.setInput('judgement', judgement);
    fixture.componentRef.setInput('written', written);
    fixture.detectChanges();
    return (fixture.nativeElement as HTMLElement).textContent.replace(/\s+/g, '');
  }

  for (const [judgement, words] of [
    [{ kind: 'digit', digit: 7, probability: 0.82 }, 'It reads 7 82% sure'],
    [{ kind: 'unsure', digits: [4, 9] }, 'Not sure: 4 or 9'],
    [{ kind: 'notADigit' }, 'Not a digit?'],
    [{ kind: 'blank' }, 'It sees nothing yet'],
  ] as const) {
    it(`says "${words}"`, () => {
      expect(textOf(judgement)).toContain(words.replaceAll(' ', ''));
    });
  }

  it('writes the share that it is told to, of the digit that it names', () => {
    const judgement: Judgement = { kind: 'digit', digit: 7, probability: 0.82 };
    expect(textOf(judgement, { ...judgement, probability: 0.9 })).toContain('790%');
    expect(textOf(judgement, { ...judgement, digit: 2, probability: 0.9 })).toContain('782%');
    expect(textOf(judgement, { kind: 'notADigit' })).toContain('782%');
  });
});
