import type { Brush, Drawing, InkPoint, Wipe } from '#model';
import {
  beginStroke,
  clearDrawing,
  dropChange,
  EMPTY_HISTORY,
  erase,
  extendStroke,
  redoChange,
  replaceDrawing,
  showPicture,
  undoChange,
  type DrawingHistory,
} from './drawing-history.ts';

/** A change to a drawing, as plain data that can be recorded, replayed and sent to other threads and devices. */
export type DrawingCommand =
  /** The pen goes down. */
  | { readonly kind: 'begin'; readonly point: InkPoint; readonly brush: Brush }
  /** The pen moves: further points of the last stroke. */
  | { readonly kind: 'extend'; readonly points: readonly InkPoint[] }
  /** The eraser is down or moves; with `isGoingOn` this is part of the last change, else a change of its own. */
  | { readonly kind: 'erase'; readonly wipe: Wipe; readonly isGoingOn: boolean }
  /** Pen or eraser is lifted. */
  | { readonly kind: 'lift' }
  /** A hand rested on the paper: its changes, the last ones, are undone and cannot be redone. */
  | { readonly kind: 'drop'; readonly changes: number }
  /** A picture replaces the whole drawing; `raster`: pixel intensities 0..1, row-major, `[28][28]`. */
  | { readonly kind: 'picture'; readonly raster: Float32Array }
  /** Another drawing takes its place; undo brings it back. */
  | { readonly kind: 'replace'; readonly drawing: Drawing }
  | { readonly kind: 'undo' | 'redo' | 'clear' }
  /** A new start without any history, blank or with a drawing that was stored. */
  | { readonly kind: 'reset'; readonly drawing?: Drawing };

/** The state of the paper. */
export interface DrawingState {
  readonly history: DrawingHistory;
  /** Whether pen or eraser is down. */
  readonly isPenDown: boolean;
  /** Counts lifts of the pen and new pictures: after each a digit may be complete. */
  readonly completed: number;
}

/** Blank paper at the start. */
export const UNTOUCHED: DrawingState = { history: EMPTY_HISTORY, isPenDown: false, completed: 0 };

/** The state after a command. */
export function reduceDrawing(state: DrawingState, command: DrawingCommand): DrawingState {
  const { history, isPenDown, completed } = state;
  switch (command.kind) {
    case 'begin':
      return {
        ...state,
        history: beginStroke(history, command.point, command.brush),
        isPenDown: true,
      };
    case 'extend':
      return { ...state, history: extendStroke(history, command.points) };
    case 'erase':
      return {
        ...state,
        history: erase(history, command.wipe, command.isGoingOn),
        isPenDown: true,
      };
    case 'lift':
      return isPenDown ? { history, isPenDown: false, completed: completed + 1 } : state;
    case 'drop':
      return { ...state, history: dropChanges(history, command.changes), isPenDown: false };
    case 'picture':
      return { ...state, history: showPicture(history, command.raster), completed: completed + 1 };
    case 'replace': {
      const replaced = replaceDrawing(history, command.drawing);
      return { ...state, history: replaced, completed: completed + 1 };
    }
    case 'undo':
      return { ...state, history: undoChange(history) };
    case 'redo':
      return { ...state, history: redoChange(history) };
    case 'clear':
      return { ...state, history: clearDrawing(history) };
    case 'reset': {
      const { drawing } = command;
      return {
        ...UNTOUCHED,
        history: drawing ? { ...EMPTY_HISTORY, present: drawing } : EMPTY_HISTORY,
        completed,
      };
    }
    default:
      return command satisfies never;
  }
}

function dropChanges(history: DrawingHistory, count: number): DrawingHistory {
  let dropped = history;
  for (let i = 0; i < count; i++) dropped = dropChange(dropped);
  return dropped;
}
