/** What an event tells of the Control key. */
export type ControlKeyEvent = Pick<KeyboardEvent, 'type' | 'ctrlKey'> & { readonly key?: string };

/** Whether Control is really held: wheel events claim so of a trackpad's pinch, too. */
export class ControlKey {
  private isDown = false;

  get isHeld(): boolean {
    return this.isDown;
  }

  /** Of a key that goes down or up; or of a pointer, which comes with the truth where keys went elsewhere. */
  update({ type, key, ctrlKey }: ControlKeyEvent): void {
    this.isDown = ctrlKey || (type === 'keydown' && key === 'Control');
  }

  /** The window is not in front: it will not be told when the key goes up. */
  reset(): void {
    this.isDown = false;
  }
}
