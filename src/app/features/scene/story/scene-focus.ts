/** Connections of the last layer, all to one output and of one sign. */
export interface Vote {
  readonly output: number;
  /** 1: those that raise it; -1: those that lower it. */
  readonly sign: 1 | -1;
}

/** What a sentence lets the picture of a network show, and what of it waits in the dark. */
export interface SceneFocus {
  /** Light of each layer from input to output, 0..1. */
  readonly layers: readonly number[];
  /** Light of each dense layer's connections, 0..1. */
  readonly connections: readonly number[];
  /** Per layer from input to output: neurons that raise the answer by less, 0..1, and what leads to them, stay dark. */
  readonly leastRelevance: readonly number[];
  /** The only connections of the last layer that are shown; all if there are none. */
  readonly votes: readonly Vote[];
  /** How much the named output blooms, 0..1. */
  readonly bloom: number;
}

/** Time in which a difference falls to a third, milliseconds. */
const FADE_MS = 90;
/** Differences smaller than this are not seen. */
const SAME_LIGHT = 0.01;

/** The focus of a picture from frame to frame: light follows softly from one to the next. */
export class FocusFade {
  private current: SceneFocus | undefined;
  private wanted: SceneFocus | undefined;

  /** @param focus undefined: everything is shown */
  set(focus: SceneFocus | undefined, isJump: boolean): void {
    this.wanted = focus;
    if (isJump) this.current = focus;
  }

  /** Whether the next frame differs from the last one. */
  get isMoving(): boolean {
    return this.current !== this.wanted;
  }

  /** The focus to draw; undefined if everything is shown. */
  step(stepMs: number): SceneFocus | undefined {
    const { current, wanted } = this;
    if (current === wanted) return wanted;
    const share = 1 - Math.exp(-stepMs / FADE_MS);
    let difference = 0;
    const blend = (from = 1, to = 1): number => {
      difference = Math.max(difference, Math.abs(to - from));
      return from + (to - from) * share;
    };
    const blendAll = (part: 'layers' | 'connections'): number[] =>
      ((wanted ?? current)?.[part] ?? []).map((_, i) =>
        blend(current?.[part][i], wanted?.[part][i]),
      );
    const next: SceneFocus = {
      layers: blendAll('layers'),
      connections: blendAll('connections'),
      leastRelevance: wanted?.leastRelevance ?? [],
      votes: wanted?.votes ?? [],
      bloom: blend(current?.bloom, wanted?.bloom),
    };
    this.current = difference < SAME_LIGHT ? wanted : next;
    return this.current;
  }
}
