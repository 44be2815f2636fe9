import { TestBed } from '@angular/core/testing';
import { LanguageSetting } from '../../i18n/language-setting.ts';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import type { Answers } from './film-marks.ts';
import { CHECKPOINTS, nameOf, renderTimeline, watch } from './testing/rendered-timeline.ts';

describe('Timeline, as a film of answers', () => {
  beforeEach(() => {
    TestBed.configureTestingModule({ providers: [provideSpokenLanguages()] });
  });

  it('plays under a name that says what happens, without becoming wider or narrower', () => {
    const { element, update } = renderTimeline({ position: 0, shown: 0 });
    const { offsetWidth } = watch(element);
    expect(nameOf(watch(element))).toBe('Watch it learn');
    watch(element).click();
    update();
    expect(nameOf(watch(element))).toBe('Pause');
    expect(watch(element).offsetWidth).toBe(offsetWidth);
  });

  const ANSWERS: Answers = [
    { kind: 'untrained', digit: undefined },
    { kind: 'unsure', digits: [9, 4] },
    { kind: 'digit', digit: 9, probability: 0.9 },
  ];

  it('shows what each checkpoint answers, and says it of the one on screen', () => {
    const { element, slider, update } = renderTimeline({ position: 2, shown: 2, answers: ANSWERS });
    const marks = (): string[] =>
      Array.from(element.querySelectorAll('.frames .answer'), ({ textContent }) => textContent);
    expect(marks()).toEqual(['·', '·', '9']);
    expect(element.querySelector('.frames .today')?.textContent).toBe('9');
    const spoken = (): string | null => slider.getAttribute('aria-valuetext');
    expect(spoken()).toBe('Checkpoint 3 of 3, 90,000 images used, 97.7% right, reads 9');
    update({ position: 1, shown: 1 });
    expect(spoken()).toContain('58.1% right, not sure: 9 or 4');
    update({ position: 0, shown: 0 });
    expect(spoken()).toContain('12.8% right, not learned yet');
    update({ answers: [] });
    expect([marks(), element.querySelectorAll('.frames .here').length]).toEqual([[], 2]);
    expect(spoken()).toBe('Checkpoint 1 of 3, 0 images used, 12.8% right');
  });

  it('keeps its marks of stored weights where a checkpoint has no answer yet', () => {
    const answers = [undefined, undefined, ANSWERS[2]];
    const states = ['failed', 'absent', 'here'] as const;
    const { element } = renderTimeline({ position: 2, shown: 2, answers, states });
    const frames = Array.from(
      element.querySelectorAll('.frames span'),
      ({ className }) => className,
    );
    expect(frames).toEqual(['failed', 'absent', 'answer today shown']);
  });

  it('has the film of answers in words, which nothing reads out by itself', () => {
    const { element, update } = renderTimeline({ position: 2, shown: 2, answers: ANSWERS });
    const film = (): string[] =>
      Array.from(element.querySelectorAll('ol > li'), ({ textContent }) => textContent);
    expect(element.querySelector('ol')?.ariaLabel).toBe(
      'Answers to this drawing during the training',
    );
    expect(film()).toEqual([
      'Checkpoint 1: not learned yet',
      'Checkpoint 2: not sure: 9 or 4',
      'Checkpoint 3: reads 9',
    ]);
    expect(element.querySelector('[aria-live], [role="status"], [role="alert"]')).toBeNull();
    update({ answers: [ANSWERS[2], ANSWERS[2], ANSWERS[2]] });
    expect(film()).toEqual(['Checkpoints 1 to 3: reads 9']);
  });

  it('says at its ends how much training it shows, in any timeline', () => {
    const { element, update } = renderTimeline({ position: 2, shown: 2 });
    const ends = (): string[] =>
      Array.from(element.querySelectorAll('.end'), ({ textContent }) => textContent);
    expect(ends()).toEqual(['untrained', '90,000 images']);
    const [, second, last] = CHECKPOINTS;
    if (!second || !last) throw new Error('expected three checkpoints');
    update({ checkpoints: [second, { ...last, imagesSeen: 3e6 }] });
    expect(ends()).toEqual(['1,000 images', '3 million images']);
    update({ checkpoints: [second], position: 0, shown: 0 });
    expect(ends()).toEqual(['', '1,000 images']);
    TestBed.inject(LanguageSetting).choose('de');
    update({
      checkpoints: [
        { ...last, imagesSeen: 0 },
        { ...last, imagesSeen: 2.5e6 },
      ],
    });
    expect(ends()).toEqual(['untrainiert', '2,5 Millionen Bilder']);
  });
});
