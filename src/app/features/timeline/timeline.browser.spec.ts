import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { LanguageSetting } from '../../i18n/language-setting.ts';
import { FRAME_MS } from './playback.ts';
import {
  button,
  nameOf,
  renderTimeline,
  textOf,
  watch,
  type RenderedTimeline,
  type TimelineState,
} from './testing/rendered-timeline.ts';
import { CLOCK } from '../../platform/clock.ts';
import { ManualClock } from '../../platform/testing/manual-clock.ts';

describe('Timeline', () => {
  let clock: ManualClock;
  let asked: number[];
  let retries: number;

  beforeEach(() => {
    clock = new ManualClock();
    asked = [];
    retries = 0;
    TestBed.configureTestingModule({
      providers: [provideSpokenLanguages(), { provide: CLOCK, useValue: clock }],
    });
  });

  const render = (first: TimelineState): RenderedTimeline => {
    const rendered = renderTimeline(first);
    rendered.timeline.wanted.subscribe((index) => asked.push(index));
    rendered.timeline.retried.subscribe(() => (retries += 1));
    return rendered;
  };

  it('shows images used and accuracy, and on request passes and loss, of the checkpoint on screen', () => {
    const { element, slider } = render({ position: 1, shown: 1 });
    expect(textOf(element)).toBe(
      '1,000 images used58.1% right≈1k imagesPasses1Accuracy58.1%Loss1.952',
    );
    expect(slider.getAttribute('aria-valuetext')).toBe(
      'Checkpoint 2 of 3, 1,000 images used, 58.1% right',
    );
    expect([slider.min, slider.max, slider.value]).toEqual(['0', '2', '1']);
  });

  it('shows the given figures, while the strip and its name follow the checkpoint', () => {
    const { element, slider, update } = render({ position: 1, shown: 1 });
    update({ position: 0, shown: 0, displayed: 1 });
    expect(textOf(element)).toContain('≈1k images');
    expect(slider.getAttribute('aria-valuetext')).toContain('Checkpoint 1 of 3');
    const frames = [...element.querySelectorAll('.frames span')];
    expect(frames.findIndex((frame) => frame.classList.contains('shown'))).toBe(0);
  });

  it('opens and closes what a checkpoint is in more words', () => {
    const { element, update } = render({ position: 1, shown: 1 });
    const facts = element.querySelector<HTMLElement>('#checkpoint-facts');
    const opener = element.querySelector<HTMLElement>('[aria-controls="checkpoint-facts"]');
    const state = (): unknown => [facts?.hidden, opener?.ariaExpanded];
    expect(state()).toEqual([true, 'false']);
    opener?.click();
    update();
    expect(state()).toEqual([false, 'true']);
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    update();
    expect(state()).toEqual([true, 'false']);
  });

  it('shows no loss before training', () => {
    expect(textOf(render({ position: 0, shown: 0 }).element)).toContain('Loss–');
  });

  it("labels checkpoints in the visitor's language", () => {
    TestBed.inject(LanguageSetting).choose('de');
    const { element, update } = render({ position: 0, shown: 0 });
    const label = (): string | undefined => element.querySelector('.label')?.textContent;
    expect(label()).toBe('Zufällige Gewichte');
    update({ position: 1, shown: 1 });
    expect(label()).toBe('≈ 1.000 Bilder');
    update({ position: 2, shown: 2 });
    expect(label()).toBe('1,5× Datensatz');
  });

  it('keeps the label of the checkpoint on screen until the requested one arrives', () => {
    const { element, update } = render({ position: 2, shown: 2 });
    update({ position: 0 });
    expect(textOf(element)).toContain('1.5× dataset');
    update({ shown: 0 });
    expect(textOf(element)).toContain('Initial weights');
  });

  it('requests checkpoints with slider and step buttons, and nothing beyond the ends', () => {
    const { element, slider, update } = render({ position: 2, shown: 2 });
    slider.value = '1';
    slider.dispatchEvent(new Event('input'));
    expect(asked).toEqual([1]);
    update({ position: 1 });
    button(element, 'Step back').click();
    button(element, 'Step forward').click();
    expect(asked).toEqual([1, 0, 2]);
    update({ position: 0 });
    expect(button(element, 'Step back').disabled).toBeTrue();
    update({ position: 2 });
    expect(button(element, 'Step forward').disabled).toBeTrue();
  });

  it('plays one checkpoint after the other, waiting for each, and stops at the end', () => {
    const { element, update } = render({ position: 0, shown: 0 });
    watch(element).click();
    update();
    clock.pass(FRAME_MS - 1);
    expect(asked).toEqual([]);
    clock.pass(1);
    expect(asked).toEqual([1]);
    update({ position: 1 });
    clock.pass(10 * FRAME_MS);
    expect(asked).toEqual([1]);
    update({ shown: 1 });
    clock.pass(FRAME_MS);
    expect(asked).toEqual([1, 2]);
    update({ position: 2, shown: 2 });
    expect(nameOf(watch(element))).toBe('Watch it learn');
  });

  it('plays from the start when it is at the end, and at the chosen speed', () => {
    const { element, update } = render({ position: 2, shown: 2 });
    button(element, 'Speed 1×').click();
    watch(element).click();
    expect(asked).toEqual([0]);
    update({ position: 0, shown: 0 });
    expect(button(element, 'Speed 2×').disabled).toBeFalse();
    clock.pass(FRAME_MS / 2);
    expect(asked).toEqual([0, 1]);
  });

  it('stops playing when the visitor drags or pauses', () => {
    const { element, slider, update } = render({ position: 0, shown: 0 });
    watch(element).click();
    update();
    slider.value = '1';
    slider.dispatchEvent(new Event('input'));
    update();
    clock.pass(5 * FRAME_MS);
    expect(asked).toEqual([1]);
    watch(element).click();
    update();
    watch(element).click();
    update();
    clock.pass(5 * FRAME_MS);
    expect(asked).toEqual([1]);
  });

  it('shows which weights are stored, and says which did not arrive', () => {
    const { element, update } = render({ position: 2, shown: 2 });
    update({
      position: 1,
      states: ['here', 'failed', 'here'],
      problem: { kind: 'checkpoint', message: '1.json: …', index: 1, isCorrupt: false },
    });
    const frames = [...element.querySelectorAll('.frames span')];
    expect(frames.map(({ classList }) => classList[0])).toEqual(['here', 'failed', 'here']);
    expect(element.querySelector('[role="alert"]')?.textContent).toBe(
      '“≈1k images” did not arrive.',
    );
    expect(element.querySelector('.images')?.textContent).toBe('90,000 images used');
    button(element, 'Try again').click();
    expect(retries).toBe(1);
    update({ problem: undefined, shown: 1 });
    expect(element.querySelector('[role="alert"]')).toBeNull();
  });

  it('has its size and its frames before the export arrives', () => {
    const { element, slider } = render({
      checkpoints: [],
      states: [],
      position: 0,
      shown: undefined,
    });
    expect(element.querySelectorAll('.frames span').length).toBe(35);
    expect([slider.disabled, watch(element).disabled]).toEqual([true, true]);
  });
});
