import type { Random } from '#model';
import { uniform, type Range } from '../distributions.ts';

/** What all drawings of one person have in common. Lengths are hundredths of a drawing's height. */
export interface Writer {
  /** How far the top leans to the right, as a share of the height. */
  readonly slant: number;
  /** How much the writing climbs to the right, as a slope. */
  readonly climb: number;
  /** Width, 1 as in the skeleton. */
  readonly width: number;
  /** How much wider the foot is than the head, as a share of the width. */
  readonly taper: number;
  /** How far the middle sits below where the skeleton has it. */
  readonly waist: number;
  /** -1..1: where the writer's forms are between their two ends. */
  readonly trait: number;
  /** Standard deviation of where a node is drawn. */
  readonly carelessness: number;
  /** Length over which the hand cuts corners. */
  readonly roundness: number;
  /** By how much strokes go on where they should end; negative: stop short and leave gaps. */
  readonly overshoot: number;
  /** Length of the tick with which some strokes begin or end; 0 for none. */
  readonly hook: number;
  /** Size of the tremor in pad units. */
  readonly tremor: number;
  /** Speed on a straight line, pad units a second. */
  readonly speed: number;
  /** How much bends slow the hand down. */
  readonly caution: number;
  /** Pressure in the middle of a stroke, 0..1. */
  readonly pressure: number;
  /** Points a second that the device gives. */
  readonly pointRate: number;
}

/** Where the numbers of writers come from. */
export type WriterRanges = Readonly<Record<keyof Writer, Range>>;

/** Writers that one meets in any class. */
export const COMMON_WRITERS: WriterRanges = {
  slant: [-0.1, 0.3],
  climb: [-0.08, 0.12],
  width: [0.82, 1.15],
  taper: [-0.15, 0.25],
  waist: [-5, 5],
  trait: [-0.7, 0.7],
  carelessness: [1.2, 3],
  roundness: [1, 6],
  overshoot: [-5, 4],
  hook: [-4, 5],
  tremor: [0.02, 0.14],
  speed: [38, 80],
  caution: [4, 10],
  pressure: [0.35, 0.8],
  pointRate: [60, 100],
};

/** The same, and rarer ones: more slanted, wider or narrower, rounder, with larger gaps. */
export const ALL_WRITERS: WriterRanges = {
  ...COMMON_WRITERS,
  slant: [-0.2, 0.42],
  width: [0.72, 1.3],
  taper: [-0.25, 0.35],
  waist: [-7, 7],
  trait: [-1.1, 1.1],
  carelessness: [1.2, 3.2],
  roundness: [0.5, 9],
  overshoot: [-8, 7],
  hook: [-4, 8],
  pressure: [0.2, 0.95],
};

/** Writers of forms that are rare already: more slanted, wider or narrower, otherwise common. */
export const RARE_WRITERS: WriterRanges = {
  ...COMMON_WRITERS,
  slant: [-0.15, 0.4],
  width: [0.75, 1.25],
  taper: [-0.2, 0.3],
  trait: [-0.9, 0.9],
};

/** A writer of these ranges. */
export function writerOf(random: Random, ranges: WriterRanges): Writer {
  const draw = (key: keyof Writer): number => uniform(random, ranges[key]);
  return {
    slant: draw('slant'),
    climb: draw('climb'),
    width: draw('width'),
    taper: draw('taper'),
    waist: draw('waist'),
    trait: draw('trait'),
    carelessness: draw('carelessness'),
    roundness: draw('roundness'),
    overshoot: draw('overshoot'),
    hook: Math.max(0, draw('hook')),
    tremor: draw('tremor'),
    speed: draw('speed'),
    caution: draw('caution'),
    pressure: draw('pressure'),
    pointRate: draw('pointRate'),
  };
}
