import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { CLOCK } from '../../platform/clock.ts';
import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { ThemeSetting } from '../../platform/theme-setting.ts';
import { AnswerBars } from './answer-bars.ts';
import type { Saying } from '../../network/saying.ts';
import { PersistedSettings } from '../../platform/persisted.ts';

/** A distribution with this much for one digit and the rest shared equally. */
function favouring(digit: number, share: number): Float32Array {
  return Float32Array.from({ length: 10 }, (_, d) => (d === digit ? share : (1 - share) / 9));
}

const read = (digit: number): Saying => ({ kind: 'digit', digit, probability: 0.9 });

function renderBars(
  probabilities: Float32Array | undefined,
  saying: Saying = { kind: 'blank' },
): HTMLElement {
  TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
  const fixture = TestBed.createComponent(AnswerBars);
  fixture.componentRef.setInput('probabilities', probabilities);
  fixture.componentRef.setInput('displayed', probabilities);
  fixture.componentRef.setInput('saying', saying);
  fixture.detectChanges();
  return fixture.nativeElement as HTMLElement;
}

/** Bars with a size, on the page, all with the same share. */
async function renderSized(saying: Saying = { kind: 'blank' }) {
  const clock = new ManualClock();
  TestBed.configureTestingModule({
    providers: [provideSpokenLanguages(), { provide: CLOCK, useValue: clock }],
  });
  const fixture = TestBed.createComponent(AnswerBars);
  const element = fixture.nativeElement as HTMLElement;
  element.style.cssText = 'inline-size: 500px; block-size: 400px';
  fixture.componentRef.setInput('saying', saying);
  const show = async (share: number): Promise<void> => {
    for (const name of ['probabilities', 'displayed']) {
      fixture.componentRef.setInput(name, new Float32Array(10).fill(share));
    }
    await fixture.whenStable();
  };
  await show(0);
  return { element, show, clock };
}

function canvasOf(element: HTMLElement): HTMLCanvasElement {
  const canvas = element.querySelector('canvas');
  if (!canvas) throw new Error('expected a canvas');
  return canvas;
}

function pixelsOf(canvas: HTMLCanvasElement): ImageData {
  const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
  if (!pixels) throw new Error('expected a canvas that can be painted on');
  return pixels;
}

/** Opaque colours, such as `#ffb454`, in their order from the top. */
function solidColours(canvas: HTMLCanvasElement): string[] {
  const { data } = pixelsOf(canvas);
  const found = new Set<string>();
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3] !== 255) continue;
    const parts = [...data.subarray(at, at + 3)].map((part) => part.toString(16).padStart(2, '0'));
    found.add(`#${parts.join('')}`);
  }
  return [...found];
}

/** How much of the longest line of pixels is filled, as a share of a track's length. */
function filledShare(element: HTMLElement): number {
  const { data, width, height } = pixelsOf(canvasOf(element));
  const lengths = Array.from({ length: height }, (_, y) => {
    let length = 0;
    for (let x = 0; x < width; x++) if ((data[(y * width + x) * 4 + 3] ?? 0) > 127) length++;
    return length;
  });
  const track = element.querySelector('.track')?.getBoundingClientRect().width ?? NaN;
  return Math.max(...lengths) / (track * devicePixelRatio);
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

  it('highlights the digit of the answer', () => {
    const marked = renderBars(favouring(8, 0.7), read(8)).querySelectorAll('.predicted');
    expect([...marked].map((bar) => bar.textContent.includes('8'))).toEqual([true]);
  });

  it('highlights the digit that a network names before it has learned', () => {
    const element = renderBars(favouring(8, 0.7), { kind: 'untrained', digit: 8 });
    expect(element.querySelector('.predicted')?.textContent).toContain('8');
  });

  it('highlights two rivals, and no digit, when the answer is in doubt', () => {
    const element = renderBars(favouring(8, 0.9), { kind: 'unsure', digits: [8, 3] });
    const rivals = [...element.querySelectorAll('.rival .digit')];
    expect(rivals.map(({ textContent }) => textContent)).toEqual(['3', '8']);
    expect(element.querySelectorAll('.predicted').length).toBe(0);
  });

  it('highlights none for what is no digit', () => {
    const element = renderBars(favouring(8, 0.9), { kind: 'notADigit' });
    expect(element.querySelectorAll('.predicted').length).toBe(0);
    expect(element.textContent).toContain('90%');
  });

  it('paints bars in the colours of the theme, even when it changes, and again when they are lost', async () => {
    const { element, show } = await renderSized(read(8));
    const theme = TestBed.inject(ThemeSetting);
    const style = getComputedStyle(document.documentElement);
    const themeColours = (): string[] =>
      ['--answer-quiet', '--answer'].map((name) => style.getPropertyValue(name));
    try {
      theme.choose('dark');
      await show(0.9);
      const dark = solidColours(canvasOf(element));
      expect(dark).toEqual(themeColours());
      theme.choose('light');
      await show(0.9);
      const light = solidColours(canvasOf(element));
      expect(light).toEqual(themeColours());
      expect(light).not.toEqual(dark);
      // The GPU lost what was painted.
      const canvas = canvasOf(element);
      canvas.getContext('2d')?.clearRect(0, 0, canvas.width, canvas.height);
      canvas.dispatchEvent(new Event('contextrestored'));
      await show(0.9);
      expect(solidColours(canvas)).toEqual(light);
    } finally {
      TestBed.inject(PersistedSettings).resetAll();
    }
  });

  it('animates bars to values that come rarely, but not to rapid ones', async () => {
    const { element, show, clock } = await renderSized();
    /** How much is filled in the frame after this time. */
    const filledAfter = (milliseconds: number): number => {
      clock.pass(milliseconds);
      return filledShare(element);
    };
    await show(0.2);
    expect(filledAfter(1000)).toBeCloseTo(0.2, 2);
    await show(0.8);
    expect(filledAfter(0)).toBeCloseTo(0.2, 2);
    expect(filledAfter(60)).toBeCloseTo(0.65, 2);
    expect(filledAfter(60)).toBeCloseTo(0.8, 2);
    await show(0.5);
    expect(filledAfter(0)).toBeCloseTo(0.5, 2);
    clock.pass(199);
    await show(0.4);
    expect(filledAfter(0)).toBeCloseTo(0.4, 2);
    clock.pass(200);
    await show(0.9);
    expect(filledAfter(0)).toBeCloseTo(0.4, 2);
    expect(filledAfter(120)).toBeCloseTo(0.9, 2);
  });

  it('is empty without an answer', () => {
    const element = renderBars(undefined);
    expect(
      meters(element).every((meter) => meter.getAttribute('aria-valuenow') === '0'),
    ).toBeTrue();
    expect(element.querySelectorAll('.predicted').length).toBe(0);
    expect(element.textContent).not.toContain('%');
  });
});
