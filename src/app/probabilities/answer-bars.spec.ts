import { TestBed } from '@angular/core/testing';
import { AnswerBars, percentText } from './answer-bars';
import { likeliestDigit, Verdict } from './verdict';

/** A distribution with this much for one digit and the rest shared out evenly. */
function favouring(digit: number, share: number): Float32Array {
  return Float32Array.from({ length: 10 }, (_, d) => (d === digit ? share : (1 - share) / 9));
}

function render(
  component: typeof AnswerBars | typeof Verdict,
  probabilities: Float32Array | undefined,
): HTMLElement {
  const fixture = TestBed.createComponent<AnswerBars | Verdict>(component);
  fixture.componentRef.setInput('probabilities', probabilities);
  fixture.detectChanges();
  return fixture.nativeElement as HTMLElement;
}

describe('AnswerBars', () => {
  const meters = (element: HTMLElement): HTMLElement[] => [
    ...element.querySelectorAll<HTMLElement>('[role="meter"]'),
  ];

  it('shows ten named meters in percent', () => {
    const found = meters(render(AnswerBars, favouring(3, 0.91)));
    expect(found.map((meter) => meter.getAttribute('aria-label'))).toEqual(
      Array.from({ length: 10 }, (_, digit) => `Digit ${digit}`),
    );
    expect(found.map((meter) => Number(meter.getAttribute('aria-valuenow')))).toEqual([
      1, 1, 1, 91, 1, 1, 1, 1, 1, 1,
    ]);
    expect(found[3]?.querySelector('.fill')?.getAttribute('style')).toContain('scaleX(0.9');
    expect(found[3]?.getAttribute('aria-valuetext')).toBe('91 %');
  });

  it('marks the largest', () => {
    const marked = render(AnswerBars, favouring(8, 0.4)).querySelectorAll('.largest');
    expect([...marked].map((bar) => bar.textContent.includes('8'))).toEqual([true]);
  });

  it('is empty without an answer', () => {
    const element = render(AnswerBars, undefined);
    expect(
      meters(element).every((meter) => meter.getAttribute('aria-valuenow') === '0'),
    ).toBeTrue();
    expect(element.querySelectorAll('.largest').length).toBe(0);
    expect(element.textContent).not.toContain('%');
  });
});

describe('percentText', () => {
  for (const [probability, text] of [
    [1, '>99 %'],
    [0.996, '>99 %'],
    [0.99, '99 %'],
    [0.504, '50 %'],
    [0.005, '1 %'],
    [0.0049, '<1 %'],
    [0, '<1 %'],
  ] as const) {
    it(`calls ${probability} ${text}`, () => {
      expect(percentText(probability)).toBe(text);
    });
  }
});

describe('Verdict', () => {
  it('names the digit that has most of the probability', () => {
    expect(render(Verdict, favouring(7, 0.82)).textContent).toMatch(/It reads\s*7\s*82 % sure/);
    expect(likeliestDigit(favouring(0, 0.51))?.digit).toBe(0);
  });

  it('names none when no digit has', () => {
    expect(likeliestDigit(favouring(7, 0.5))).toBeUndefined();
    expect(render(Verdict, favouring(7, 0.4)).textContent).toContain('not sure');
  });

  it('claims nothing when nothing is drawn', () => {
    expect(render(Verdict, undefined).textContent).toContain('sees nothing yet');
  });
});
