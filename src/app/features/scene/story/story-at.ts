import { shareOfWay, smoothstep } from '../geometry/smoothstep.ts';

/**
 * The story of a stroke: from ink to pixels, layer by layer, the answer last. All its times are in this file, in
 * milliseconds after the stroke's end at normal pace.
 */
export const STORY = {
  /** Until then a second stroke may come, and everything stays as the pen left it. Then ink becomes pixels. */
  turns: 250,
  /** Pixels leave the paper for the input plane. */
  rises: 400,
  /** All pixels are there, and the wave enters the first layer. */
  enters: 850,
} as const;
/** How long the wave takes for the first dense layer, for the last, for one between, and for all between at most. */
const WAVE = { first: 350, last: 250, between: 300, allBetween: 900 } as const;
/** After the answer: when the paper begins to come back, how long that takes, and how long the numeral takes. */
const AFTERWARDS = { paperAfter: 50, paperTakes: 300, numeralTakes: 180 } as const;
/** How long neurons spring when the wave arrives, when they are largest, and how much too large they are then. */
const SPRING = { takes: 180, crest: 0.6, overshoot: 4 / 3 } as const;

/** How much light is left to what the wave has not reached. */
export const WAITING_LIGHT = 0.25;
/** Where the wave is before it enters the first layer: nowhere near. */
const NOT_YET = -1;

/** How fast a story is told; `off`: not at all. */
export type StoryPace = 'off' | 'normal' | 'slow';
/** How many times as long as at normal pace each takes. */
export const PACES: Readonly<Record<Exclude<StoryPace, 'off'>, number>> = { normal: 1, slow: 2.5 };

/** A story that is being told. */
export interface StoryRun {
  /** The end of the stroke, as given by the clock. */
  readonly startMs: number;
  /** How many times as long as at normal pace it takes. */
  readonly pace: number;
}

/** What a moment of a story looks like. */
export interface StoryMoment {
  /** How far what the wave has not reached has gone down to `WAITING_LIGHT`, 0..1. */
  readonly dusk: number;
  /** How far the flight of the pixels from paper to plane is, 0..1. */
  readonly rise: number;
  /** How many dense layers the wave has passed; below 0 before it enters the first. */
  readonly passed: number;
  /** Per dense layer, how far its neurons have grown: 0 while they wait, 1 at last, more in between. */
  readonly growth: readonly number[];
  /** How much the named output blooms, 0..1. */
  readonly bloom: number;
}

/** What the page shows of a story: a pause, the way to the answer, or the answer that has just come. */
export type StoryPhase = 'pause' | 'way' | 'answer';

/** How long the page's own parts take at a pace, milliseconds: for its style sheets. */
export function storyDurations(pace: number) {
  const { paperAfter, paperTakes, numeralTakes } = AFTERWARDS;
  return {
    turn: (STORY.rises - STORY.turns) * pace,
    paperAfter: paperAfter * pace,
    paper: paperTakes * pace,
    numeral: numeralTakes * pace,
  };
}

/** When each phase ends, milliseconds. */
export type StoryTimes = Readonly<Record<StoryPhase, number>> & {
  /** When the wave arrives at each dense layer's neurons. */
  readonly arrivals: readonly number[];
};

/** The times of a network's story. */
export function storyTimes(denseLayers: number): StoryTimes {
  const between = Math.max(1, denseLayers - 2);
  const each = Math.min(WAVE.between, WAVE.allBetween / between);
  let at: number = STORY.enters;
  const arrivals = Array.from({ length: denseLayers }, (_, layer) => {
    if (layer === 0) at += WAVE.first;
    else at += layer === denseLayers - 1 ? WAVE.last : each;
    return at;
  });
  const answer = at + AFTERWARDS.paperAfter + AFTERWARDS.paperTakes;
  return { pause: STORY.turns, way: at, answer, arrivals };
}

/** The phase of a story; undefined when it is over. */
export function storyPhaseAt(ms: number, denseLayers: number): StoryPhase | undefined {
  const times = storyTimes(denseLayers);
  return (['pause', 'way', 'answer'] as const).find((phase) => ms < times[phase]);
}

/**
 * A moment of the story of a stroke.
 * @param ms since the stroke's end, at normal pace
 */
export function storyAt(ms: number, denseLayers: number): StoryMoment {
  const { arrivals, way } = storyTimes(denseLayers);
  const dusk = shareOfWay(STORY.turns, STORY.rises, ms);
  return {
    dusk,
    rise: shareOfWay(STORY.rises, STORY.enters, ms),
    passed: passedAt(ms, arrivals),
    growth: arrivals.map((arrival) => (ms < arrival ? 1 - dusk : springAt(ms - arrival))),
    bloom: ms < way ? 1 - dusk : shareOfWay(way, way + AFTERWARDS.numeralTakes, ms),
  };
}

/** Beyond the last layer the wave goes on as fast as through it, so that its light can fade. */
function passedAt(ms: number, arrivals: readonly number[]): number {
  if (ms < STORY.enters) return NOT_YET;
  let before: number = STORY.enters;
  for (const [layer, arrival] of arrivals.entries()) {
    if (ms < arrival) return layer + (ms - before) / (arrival - before);
    before = arrival;
  }
  return arrivals.length + (ms - before) / WAVE.last;
}

/** The growth of neurons, some time after the wave's arrival; it swings over its end once. */
function springAt(ms: number): number {
  const { takes, crest, overshoot } = SPRING;
  const up = smoothstep(0, crest * takes, ms) * overshoot;
  return up + (1 - overshoot) * smoothstep(crest * takes, takes, ms);
}
