import type { NeuronId } from '#model';
import type { Rectangle } from '../../../platform/rectangle.ts';
import type { FrameLight } from '../scene-light.ts';
import { FocusFade, type SceneFocus } from './scene-focus.ts';
import { actAt, type ActRun } from './act-at.ts';
import { storyAt, type StoryRun } from './story-at.ts';

/** What a picture tells at the moment. */
export interface Telling {
  /** The story of a stroke; undefined without one. */
  readonly story?: StoryRun | undefined;
  /** An act of a step of learning, in place of a story. */
  readonly act?: ActRun | undefined;
  /** The paper from which its pixels fly, CSS pixels of the canvas. */
  readonly paper?: Rectangle | undefined;
  /** What a sentence speaks of; undefined: everything is shown. */
  readonly focus?: SceneFocus | undefined;
  /** The neuron that a sentence points at, as if somebody pointed at it. */
  readonly pointedAt?: NeuronId | undefined;
}

/** Turns what is told into light, frame by frame. */
export class Teller {
  private telling: Telling = {};
  private readonly focus = new FocusFade();
  private isMotionReduced = false;
  private isActing = false;

  /** Whether the next frame differs from the last one. */
  get isMoving(): boolean {
    return this.telling.story !== undefined || this.isActing || this.focus.isMoving;
  }

  /** @param isMotionReduced whether nothing may fade. To show everything, nothing ever fades: somebody may be drawing. */
  tell(telling: Telling, isMotionReduced: boolean): void {
    this.telling = telling;
    this.isMotionReduced = isMotionReduced;
    this.focus.set(telling.focus, isMotionReduced || !telling.focus);
  }

  /** The light of the next frame. */
  step(nowMs: number, stepMs: number, denseLayers: number): Omit<FrameLight, 'presence'> {
    const { story, act, paper } = this.telling;
    const isActing = act !== undefined && !this.isMotionReduced;
    const acted = isActing ? actAt(act, nowMs - act.startMs, denseLayers) : undefined;
    this.isActing = acted !== undefined;
    return {
      story: story ? storyAt((nowMs - story.startMs) / story.pace, denseLayers) : acted,
      paper,
      focus: this.focus.step(stepMs),
    };
  }
}
