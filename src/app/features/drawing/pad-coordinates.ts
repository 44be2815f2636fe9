import { IMAGE_SIZE, type Point } from '#model';

/** Converts client pixels to pad units; measures the pad's rectangle again once it may have moved. */
export class PadCoordinates {
  private readonly pad: Element;
  private bounds: DOMRect | undefined;

  constructor(pad: Element) {
    this.pad = pad;
  }

  /** Whether the pad may have moved since the last conversion. */
  get mayHaveMoved(): boolean {
    return this.bounds === undefined;
  }

  /** To be called when the pad may have moved or changed its size. */
  invalidate(): void {
    this.bounds = undefined;
  }

  /** A pointer's position in pad units; also outside the pad. */
  fromClient({ clientX, clientY }: Pick<PointerEvent, 'clientX' | 'clientY'>): Point {
    const { left, top, width, height } = (this.bounds ??= this.pad.getBoundingClientRect());
    return {
      x: ((clientX - left) / width) * IMAGE_SIZE,
      y: ((clientY - top) / height) * IMAGE_SIZE,
    };
  }
}

/** The pointer's positions since the last frame; the event alone where the browser does not record them. */
export function coalescedEvents(event: PointerEvent): readonly PointerEvent[] {
  // Safari before 18.2 lacks the method; events made by scripts have an empty list.
  const events = (event as Partial<PointerEvent>).getCoalescedEvents?.call(event) ?? [];
  return events.length > 0 ? events : [event];
}
