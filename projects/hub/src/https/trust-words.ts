import type { Drawing } from './trust-drawing.ts';

/** One of the two steps by which a device comes to trust an authority. */
export interface TrustStep {
  readonly words: string;
  readonly drawing: Drawing;
}

/** How a system is told to trust an authority. None of this was tried on a device. */
export interface TrustGuide {
  /** Part of file names. */
  readonly id: 'ipados' | 'android' | 'chromeos' | 'windows' | 'macos';
  readonly system: string;
  readonly steps: readonly [TrustStep, TrustStep];
  /** What is to be known beside. */
  readonly note: string;
}

/** What the page about trust says, in one language. */
export interface TrustWords {
  /** BCP 47. */
  readonly language: string;
  /** What the language calls itself. */
  readonly languageName: string;
  readonly title: string;
  readonly why: string;
  readonly certificate: string;
  /** Before the fingerprint. */
  readonly compare: string;
  readonly untried: string;
  /** In the order in which schools ask. */
  readonly guides: readonly TrustGuide[];
}

/** How devices list the authority, but for the name of the computer. */
export const AUTHORITY_TITLE = 'MNIST MLP Visualizer';

/** The name of the file with the drawing of a step. */
export function drawingName(guide: TrustGuide, step: number): string {
  return `${guide.id}-${step + 1}.svg`;
}
