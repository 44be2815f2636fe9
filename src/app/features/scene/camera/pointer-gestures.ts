import { isHovering } from '../../../platform/is-hovering.ts';

/** The relevant parts of a `PointerEvent`; coordinates in CSS pixels of the scene. */
export interface PointerMoment {
  readonly pointerId: number;
  readonly pointerType: string;
  /** Whether it was the first pointer of its type to go down. */
  readonly isPrimary: boolean;
  /** Whether a button is pressed, or a finger or pen is touching. */
  readonly isPressed: boolean;
  readonly x: number;
  readonly y: number;
  /** Whether to pan instead of turning: with another button, or with Shift. */
  readonly isPan: boolean;
}

/**
 * The relevant parts of a pointer event.
 * @param origin upper left corner of the scene, CSS pixels of the page
 */
export function pointerMoment(
  event: PointerEvent,
  origin: { readonly left: number; readonly top: number },
): PointerMoment {
  const { pointerId, pointerType, isPrimary, clientX, clientY } = event;
  return {
    pointerId,
    pointerType,
    isPrimary,
    isPressed: !isHovering(event),
    x: clientX - origin.left,
    y: clientY - origin.top,
    isPan: event.button > 0 || event.shiftKey,
  };
}

/** What gestures can do to the picture. */
export interface GestureActions {
  /** Distances the pointer moved, CSS pixels. */
  orbit(dx: number, dy: number): void;
  pan(dx: number, dy: number): void;
  /** The distance between two fingers, divided by what it was before. */
  spread(factor: number): void;
  tap(moment: PointerMoment): void;
}

/** A pointer that moves less than this is a tap, CSS pixels; more for fingers, which are less steady. */
const SLOP = { mouse: 4, other: 10 };

/** Distinguishes taps, drags and pinches. */
export class PointerGestures {
  private readonly actions: GestureActions;
  private readonly pointers = new Map<number, PointerMoment>();
  private start: PointerMoment | undefined;
  private isDrag = false;

  constructor(actions: GestureActions) {
    this.actions = actions;
  }

  down(moment: PointerMoment): void {
    // This is the first pointer of its type, so any that still counts as down has missed its end event.
    if (moment.isPrimary) this.cancelAll();
    this.pointers.set(moment.pointerId, moment);
    if (this.pointers.size === 1) {
      this.start = moment;
      this.isDrag = false;
    } else {
      // With a second finger down, it is not a tap.
      this.isDrag = true;
    }
  }

  move(moment: PointerMoment): void {
    const last = this.pointers.get(moment.pointerId);
    if (!last) return;
    if (!moment.isPressed) {
      // Its `pointerup` was missed.
      this.cancel(moment.pointerId);
      return;
    }
    if (!this.isDrag && this.start && distance(this.start, moment) < slopOf(moment)) return;
    this.isDrag = true;
    const [dx, dy] = [moment.x - last.x, moment.y - last.y];
    const other = this.otherThan(moment.pointerId);
    this.pointers.set(moment.pointerId, moment);
    if (other) {
      // When one finger moves, the midpoint between both moves half as far.
      this.actions.pan(dx / 2, dy / 2);
      this.actions.spread(
        Math.max(1, distance(moment, other)) / Math.max(1, distance(last, other)),
      );
    } else if (this.start?.isPan) {
      this.actions.pan(dx, dy);
    } else {
      this.actions.orbit(dx, dy);
    }
  }

  up(moment: PointerMoment): void {
    if (!this.pointers.delete(moment.pointerId)) return;
    if (!this.isDrag) this.actions.tap(moment);
  }

  /** Ends a pointer that the system took away, without a tap. */
  cancel(pointerId: number): void {
    this.pointers.delete(pointerId);
  }

  /** Ends all pointers: when the window loses focus, their end events may go to another window. */
  cancelAll(): void {
    for (const pointerId of [...this.pointers.keys()]) this.cancel(pointerId);
  }

  private otherThan(pointerId: number): PointerMoment | undefined {
    return [...this.pointers.values()].find((pointer) => pointer.pointerId !== pointerId);
  }
}

function slopOf({ pointerType }: PointerMoment): number {
  return pointerType === 'mouse' ? SLOP.mouse : SLOP.other;
}

function distance(a: PointerMoment, b: PointerMoment): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
