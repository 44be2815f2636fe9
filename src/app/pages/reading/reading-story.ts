import { DOCUMENT } from '@angular/common';
import {
  computed,
  DestroyRef,
  effect,
  inject,
  Service,
  signal,
  untracked,
  type Signal,
} from '@angular/core';
import { isBlankDrawing } from '#model';
import { DrawingStore } from '../../features/drawing/drawing-store.ts';
import { SceneSettings } from '../../features/scene/scene-settings.ts';
import type { SceneState } from '../../features/scene/scene-context.ts';
import { PACES, STORY, storyDurations } from '../../features/scene/story/story-at.ts';
import { Story } from '../../features/scene/story/story.ts';
import type { Telling } from '../../features/scene/story/telling.ts';
import { walkStops, type ExplainedAnswer } from '../../features/scene/walk/walk-stops.ts';
import { Walk } from '../../features/scene/walk/walk.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { StageAreas } from '../../layout/stage-areas.ts';
import { CLOCK } from '../../platform/clock.ts';
import { mediaQuery } from '../../platform/media-query.ts';
import { latinKey } from '../../platform/pressed-key.ts';
import { takesText } from '../../platform/takes-text.ts';
import { ReadingSession } from './reading-session.ts';

/** The picture, as far as the story depends on it. */
interface Picture {
  readonly state: Signal<SceneState>;
}

/**
 * What the page tells about the last stroke: its story, from ink to answer, and the walk that explains the answer. Both
 * end at once when somebody draws.
 */
@Service({ autoProvided: false })
export class ReadingStory {
  private readonly session = inject(ReadingSession);
  private readonly store = inject(DrawingStore);
  private readonly areas = inject(StageAreas);
  private readonly options = inject(SceneSettings).options;
  private readonly document = inject(DOCUMENT);
  private readonly say = inject(Phrases).say;
  private readonly isMotionReduced = mediaQuery('(prefers-reduced-motion: reduce)');
  private readonly clock = inject(CLOCK);
  private readonly story = new Story(this.clock);
  private readonly picture = signal<Signal<Picture | undefined> | undefined>(undefined);
  private completedBefore = this.store.completed();
  private drawingBefore = this.store.drawing();

  private readonly hasPicture = computed(() => this.picture()?.()?.state() === 'ok');
  private readonly isDrawn = computed(() => this.session.activations() !== undefined);
  /** What can be explained of the answer; undefined for what is no digit, and before the network has learned. */
  private readonly explained = computed((): ExplainedAnswer | undefined => {
    const saying = this.session.saying();
    const isKnown = saying.kind === 'digit' || saying.kind === 'unsure';
    return isKnown && this.hasPicture() ? saying : undefined;
  });
  private readonly stops = computed(() => {
    const [network, activations] = [this.session.network(), this.session.activations()];
    const answer = this.explained();
    return network && activations && answer && walkStops(network.weights, activations, answer);
  });

  readonly walk = new Walk(this.clock, this.stops);
  readonly phase = this.story.phase;
  /** Durations of what the page shows of a story, milliseconds. */
  readonly durations = computed(() => storyDurations(this.pace()));
  /** Whether the answer is still to come, in a story or in the walk's sentences. */
  readonly isAnswerComing = computed(() =>
    this.walk.stop() ? !this.walk.stop()?.hasAnswer : this.phase() === 'way',
  );
  readonly telling = computed((): Telling => ({
    story: this.story.run(),
    paper: this.areas.paper(),
    focus: this.walk.stop()?.focus,
    pointedAt: this.walk.pointedAt(),
  }));
  /** The question that the walk answers; undefined if there is none. */
  readonly question = computed(() => {
    const answer = this.explained();
    if (!answer) return undefined;
    return answer.kind === 'digit'
      ? this.say('walk.why', { digit: answer.digit })
      : this.say('walk.whyNotSure');
  });
  readonly canReplay = computed(
    () => this.isDrawn() && this.hasPicture() && !this.isMotionReduced(),
  );
  private readonly pace = computed(() => {
    const { storyPace } = this.options();
    return PACES[storyPace === 'off' ? 'normal' : storyPace];
  });

  /** Starts to follow the pen. Call it in the page's constructor. */
  start(picture: Signal<Picture | undefined>): void {
    this.picture.set(picture);
    effect(() => {
      const [drawing, isPenDown] = [this.store.drawing(), this.store.isPenDown()];
      const completed = this.store.completed();
      untracked(() => {
        const isSame = drawing === this.drawingBefore && !isPenDown;
        if (completed !== this.completedBefore && !isPenDown) this.tellOfStroke();
        else if (!isSame) this.end();
        this.completedBefore = completed;
        this.drawingBefore = drawing;
      });
    });
    // Whoever picks a neuron or another moment of the training wants to see it now.
    effect(() => {
      this.session.selection();
      this.session.network();
      untracked(() => {
        this.story.end();
      });
    });
    effect(() => {
      if (!this.explained()) {
        untracked(() => {
          this.walk.end();
        });
      }
    });
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (latinKey(event) !== 'w' || event.repeat || takesText(event.target)) return;
      if (!this.document.querySelector('dialog:modal')) this.replay();
    };
    this.document.addEventListener('keydown', press);
    inject(DestroyRef).onDestroy(() => {
      this.document.removeEventListener('keydown', press);
      this.end();
    });
  }

  /**
   * Walks from sentence to sentence.
   * @param layer where to stop, from 0, the input; undefined: walks all the way
   */
  explain(layer?: number): void {
    this.story.end();
    if (layer === undefined) this.walk.start();
    else this.walk.stopAt(layer);
  }

  /** Tells the story of the last stroke again. */
  replay(): void {
    this.walk.end();
    if (this.canReplay() && !this.session.isPenDown()) this.begin(STORY.turns);
  }

  /** Shows what there is at once. */
  end(): void {
    this.walk.end();
    this.story.end();
  }

  private tellOfStroke(): void {
    this.end();
    const isTold = this.options().storyPace !== 'off' && !this.isMotionReduced();
    if (isTold && this.hasPicture() && !isBlankDrawing(this.store.drawing())) this.begin(0);
  }

  private begin(fromMs: number): void {
    const layers = this.session.network()?.network.layers.length;
    if (layers !== undefined) this.story.begin(layers, this.pace(), fromMs);
  }
}
