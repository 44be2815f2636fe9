/** What of a `PointerEvent` matters; places in CSS pixels of the scene. */
export interface PointerMoment {
  readonly pointerId: number;
  readonly pointerType: string;
  /** The first of its type that is down. */
  readonly isPrimary: boolean;
  /** A button is pressed, or a finger or a pen touches. */
  readonly isPressed: boolean;
  readonly x: number;
  readonly y: number;
  /** Asks to move the picture instead of turning it: another button, or Shift. */
  readonly isPan: boolean;
}

/** What hands may do to the picture. */
export interface GestureActions {
  /** CSS pixels that the hand moved. */
  orbit(dx: number, dy: number): void;
  pan(dx: number, dy: number): void;
  /** How many times as far apart two fingers are now. */
  spread(factor: number): void;
  tap(moment: PointerMoment): void;
}

/** A pointer that moved less than this has tapped; fingers tremble more. */
const SLOP = { mouse: 4, other: 10 };

/** Tells taps, drags and pinches apart. */
export class PointerGestures {
  private readonly actions: GestureActions;
  private readonly pointers = new Map<number, PointerMoment>();
  private start: PointerMoment | undefined;
  private isDrag = false;

  constructor(actions: GestureActions) {
    this.actions = actions;
  }

  down(moment: PointerMoment): void {
    // The first of its type: whatever is said to be down, nobody has told its end.
    if (moment.isPrimary) this.cancelAll();
    this.pointers.set(moment.pointerId, moment);
    if (this.pointers.size === 1) {
      this.start = moment;
      this.isDrag = false;
    } else {
      // Fingers that come together have something else in mind than to tap.
      this.isDrag = true;
    }
  }

  move(moment: PointerMoment): void {
    const last = this.pointers.get(moment.pointerId);
    if (!last) return;
    if (!moment.isPressed) {
      // Nobody has told that it was lifted.
      this.cancel(moment.pointerId);
      return;
    }
    if (!this.isDrag && this.start && distance(this.start, moment) < slopOf(moment)) return;
    this.isDrag = true;
    const [dx, dy] = [moment.x - last.x, moment.y - last.y];
    const other = this.otherThan(moment.pointerId);
    this.pointers.set(moment.pointerId, moment);
    if (other) {
      // Half of what one finger does is the movement of the middle between both.
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
    if (this.pointers.size === 0 && !this.isDrag) this.actions.tap(moment);
  }

  /** The system took the pointer away: nothing was meant by it. */
  cancel(pointerId: number): void {
    this.pointers.delete(pointerId);
    this.isDrag = true;
  }

  /** The window is not in front: the end of what hands do there may be told to another one. */
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
