import type { Checkpoint } from '#model';
import { TestBed } from '@angular/core/testing';
import type { ShardState, WeightsProblem } from '../../../network/weights/shared/weight-set.ts';
import type { Answers } from '../film-marks.ts';
import { Timeline } from '../timeline.ts';

/** Three moments of a training. */
export const CHECKPOINTS: readonly Checkpoint[] = [
  ['Initial weights', 'initial', 0, { testAccuracy: 0.1281 }],
  ['≈1k images', 'approx', 1000, { testAccuracy: 0.5807, averageTrainingLoss: 1.9518 }],
  [
    '1.5× dataset',
    'dataset_multiple',
    90000,
    { testAccuracy: 0.9767, averageTrainingLoss: 0.2635 },
  ],
].map(([label, kind, images, metrics], order) => ({
  ...({ label, kind, metrics, imagesSeen: images, targetImages: images } as Checkpoint),
  id: `c${order}`,
  order,
  batchesSeen: 0,
  datasetPasses: order,
  description: '',
  shard: { path: `${order}.json` },
  ...(kind === 'dataset_multiple' && { datasetMultiple: 1.5 }),
}));

/** What a timeline is given. */
export interface TimelineState {
  readonly checkpoints?: readonly Checkpoint[];
  readonly states?: readonly ShardState[];
  readonly position: number;
  readonly shown: number | undefined;
  readonly displayed?: number | undefined;
  readonly problem?: WeightsProblem | undefined;
  readonly answers?: Answers;
}

/** A timeline on the page of a spec. */
export interface RenderedTimeline {
  readonly timeline: Timeline;
  readonly element: HTMLElement;
  readonly slider: HTMLInputElement;
  /** Gives it something else. */
  readonly update: (state?: Partial<TimelineState>) => void;
}

/** Renders a timeline of `CHECKPOINTS`, if not of others. */
export function renderTimeline(first: TimelineState): RenderedTimeline {
  const fixture = TestBed.createComponent(Timeline);
  const element = fixture.nativeElement as HTMLElement;
  const update = (state: Partial<TimelineState> = {}): void => {
    // The displayed checkpoint follows the loaded one.
    const inputs = 'shown' in state ? { displayed: state.shown, ...state } : state;
    for (const [name, value] of Object.entries(inputs)) {
      fixture.componentRef.setInput(name, value);
    }
    fixture.detectChanges();
  };
  update({ checkpoints: CHECKPOINTS, states: ['here', 'absent', 'here'], ...first });
  const slider = element.querySelector('input');
  if (!slider) throw new Error('expected a slider, found none');
  return { timeline: fixture.componentInstance, element, slider, update };
}

/** What a control is called, without what is invisible. */
export const nameOf = (element: HTMLElement): string =>
  (element.ariaLabel ?? element.innerText).trim();

/** The button of a name. */
export function button(element: HTMLElement, name: string): HTMLButtonElement {
  const found = [...element.querySelectorAll('button')].find(
    (candidate) => nameOf(candidate) === name,
  );
  if (!found) throw new Error(`expected a button named ${name}, found none`);
  return found;
}

/** The button that plays and pauses. */
export function watch(element: HTMLElement): HTMLButtonElement {
  const found = element.querySelector<HTMLButtonElement>('.watch');
  if (!found) throw new Error('expected a button that plays, found none');
  return found;
}

/** The figures beside the strip. */
export const textOf = (element: HTMLElement): string =>
  element.querySelector('.readout')?.textContent.replace(/\s+/g, ' ').trim() ?? '';
