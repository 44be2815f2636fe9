/** The parts of an event that say whether the Control key is down. */
export type ControlKeyEvent = Pick<KeyboardEvent, 'type' | 'ctrlKey'> & { readonly key?: string };

/** Tracks whether Control is really held: a trackpad pinch also sends wheel events with `ctrlKey` set. */
export class ControlKey {
  private isDown = false;

  get isHeld(): boolean {
    return this.isDown;
  }

  /** Takes key events, and pointer events, which correct the state if key events went to another window. */
  update({ type, key, ctrlKey }: ControlKeyEvent): void {
    this.isDown = ctrlKey || (type === 'keydown' && key === 'Control');
  }

  /** Call this when the window loses focus: it will not get the `keyup`. */
  reset(): void {
    this.isDown = false;
  }
}
