export type PointerType = 'pen' | 'touch';

/** A point of a stroke: client pixels, and pressure 0..1. */
export interface StrokeMoment {
  readonly x: number;
  readonly y: number;
  readonly pressure: number;
}

/** Strokes of a pointer on an element. */
export interface PointerStrokes {
  readonly selector: string;
  readonly moments: readonly (readonly StrokeMoment[])[];
  readonly pointerType: PointerType;
  /** Which button went down, and which are held from then on. */
  readonly held: { readonly button: number; readonly buttons: number };
}

/**
 * Sends strokes to an element by synthetic pointer events, with pressure and coalesced points. Unlike real pointers,
 * they cannot be captured. Runs in the page: it uses nothing from outside.
 */
export function sendStrokes({ selector, moments, pointerType, held }: PointerStrokes): void {
  const element = document.querySelector(selector);
  const make = (
    type: string,
    { x, y, pressure }: StrokeMoment,
    coalesced: PointerEvent[] = [],
  ): PointerEvent =>
    new PointerEvent(type, {
      pointerType,
      pressure,
      pointerId: 77,
      isPrimary: true,
      bubbles: true,
      cancelable: true,
      button: type === 'pointermove' ? -1 : held.button,
      buttons: type === 'pointerup' ? 0 : held.buttons,
      clientX: x,
      clientY: y,
      coalescedEvents: coalesced,
    });
  for (const [first, ...rest] of moments) {
    if (!first) continue;
    element?.dispatchEvent(make('pointerdown', first));
    // Four points per frame, like a pen at 240 Hz.
    for (let start = 0; start < rest.length; start += 4) {
      const frame = rest.slice(start, start + 4);
      const last = frame.at(-1) ?? first;
      const events = frame.map((moment) => make('pointermove', moment));
      element?.dispatchEvent(make('pointermove', last, events));
    }
    element?.dispatchEvent(make('pointerup', rest.at(-1) ?? first));
  }
}
