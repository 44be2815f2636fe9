import type { RankingOptions } from '#model';
import type { StoryPace } from '../story/story-at.ts';

/** What a visitor can choose about the picture of the network. */
export interface SceneOptions extends RankingOptions {
  /** Contributions below this share of their layer's scale are hidden, 0..1. */
  readonly hideBelow: number;
  /** Width of the strongest lines, CSS pixels. */
  readonly thickness: number;
  /** How fast the story of a stroke is told. */
  readonly storyPace: StoryPace;
  /**
   * Which connections are bright: those that carry much to neurons that raise the answer, or all that carry much,
   * wherever they lead.
   */
  readonly lightFollows: 'answer' | 'everything';
}

export const DEFAULT_SCENE_OPTIONS: SceneOptions = {
  strongest: 24,
  rankBy: 'contribution',
  hideBelow: 0,
  thickness: 2.2,
  storyPace: 'normal',
  lightFollows: 'answer',
};

/** How many of the strongest connections can be shown per neuron. */
export const STRONGEST_CHOICES: readonly number[] = [1, 2, 4, 8, 16, 24, 48, 96, Infinity];
/** Bounds of the other options. */
export const SCENE_BOUNDS = {
  hideBelow: { least: 0, most: 0.5 },
  thickness: { least: 0.4, most: 4 },
} as const;
