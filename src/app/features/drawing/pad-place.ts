import { IMAGE_SIZE, type Point } from '#model';

/** Where pointers are on the pad; the pad's own place on screen is measured once it may have moved. */
export class PadPlace {
  private readonly pad: Element;
  private bounds: DOMRect | undefined;

  constructor(pad: Element) {
    this.pad = pad;
  }

  /** Whether the pad may be elsewhere than when a pointer was last placed. */
  get mayHaveMoved(): boolean {
    return this.bounds === undefined;
  }

  noteMove(): void {
    this.bounds = undefined;
  }

  /** In pad units, also beyond the pad's edges. */
  of({ clientX, clientY }: Pick<PointerEvent, 'clientX' | 'clientY'>): Point {
    const { left, top, width, height } = (this.bounds ??= this.pad.getBoundingClientRect());
    return {
      x: ((clientX - left) / width) * IMAGE_SIZE,
      y: ((clientY - top) / height) * IMAGE_SIZE,
    };
  }
}

/** Where the pointer was between two frames; the event itself where the browser does not tell. */
export function coalescedEvents(event: PointerEvent): readonly PointerEvent[] {
  // Safari before 18.2 has no such method; made events have an empty list.
  const events = (event as Partial<PointerEvent>).getCoalescedEvents?.call(event) ?? [];
  return events.length > 0 ? events : [event];
}
