/** How long a checkpoint stays on screen when played at speed 1. */
export const FRAME_MS = 600;

/** Speeds to play at, in the order in which the button goes through them. */
export const SPEEDS = [1, 2, 0.5] as const;

/** A speed: how many times as fast as `FRAME_MS` has it. */
export type Speed = (typeof SPEEDS)[number];

/** Where playing stands. */
export interface PlaybackFrame {
  /** Checkpoint that was asked for. */
  readonly position: number;
  /** Checkpoint on screen; undefined before the first. */
  readonly shown: number | undefined;
  /** The timeline's last. */
  readonly last: number;
  /** How long it has been on screen. */
  readonly shownForMs: number;
}

/** What playing does next. */
export type PlaybackStep =
  /** The checkpoint that was asked for has not arrived: none is skipped. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'show'; readonly index: number; readonly afterMs: number }
  | { readonly kind: 'end' };

/** What to do next at a speed. */
export function nextStep(frame: PlaybackFrame, speed: Speed): PlaybackStep {
  if (frame.position >= frame.last) return { kind: 'end' };
  if (frame.shown !== frame.position) return { kind: 'wait' };
  const afterMs = Math.max(0, FRAME_MS / speed - frame.shownForMs);
  return { kind: 'show', index: frame.position + 1, afterMs };
}

/** The speed that the button goes to next. */
export function speedAfter(speed: Speed): Speed {
  return SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
}
