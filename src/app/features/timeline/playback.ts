/** How long a checkpoint stays on screen at speed 1. */
export const FRAME_MS = 600;

/** Speeds of playback, in the order in which the button cycles through them. */
export const SPEEDS = [1, 2, 0.5] as const;

/** A factor: at speed 2 a checkpoint stays half of `FRAME_MS`. */
export type Speed = (typeof SPEEDS)[number];

/** The current state of playback. */
export interface PlaybackFrame {
  /** Index of the requested checkpoint. */
  readonly position: number;
  /** Index of the checkpoint on screen; undefined before the first. */
  readonly shown: number | undefined;
  /** Index of the last checkpoint. */
  readonly last: number;
  /** How long `shown` has been on screen. */
  readonly shownForMs: number;
}

/** What playback does next. */
export type PlaybackStep =
  /** Waits for the requested checkpoint: playback skips none. */
  | { readonly kind: 'wait' }
  | { readonly kind: 'show'; readonly index: number; readonly afterMs: number }
  | { readonly kind: 'end' };

/** The next step of playback at a speed. */
export function nextStep(frame: PlaybackFrame, speed: Speed): PlaybackStep {
  if (frame.position >= frame.last) return { kind: 'end' };
  if (frame.shown !== frame.position) return { kind: 'wait' };
  const afterMs = Math.max(0, FRAME_MS / speed - frame.shownForMs);
  return { kind: 'show', index: frame.position + 1, afterMs };
}

/** The speed after the button is pressed. */
export function speedAfter(speed: Speed): Speed {
  return SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
}
