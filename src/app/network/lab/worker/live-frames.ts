import type { NetworkWeights } from '#model';

/** Weights are shown so many times a second at most. */
const FRAMES_A_SECOND = 15;
/** The time between two of them. */
export const FRAME_MS = 1000 / FRAMES_A_SECOND;

/**
 * When weights go to the page: at most 15 times a second, and only when the last ones came back. A page that has much to
 * do is sent less, and nothing waits for it.
 */
export class LiveFrames {
  private readonly now: () => number;
  private isUnderWay = false;
  private sentMs = -Infinity;
  private spare: NetworkWeights | undefined;

  constructor(now: () => number) {
    this.now = now;
  }

  /** Whether weights may be sent. */
  get isDue(): boolean {
    return !this.isUnderWay && this.now() - this.sentMs >= FRAME_MS;
  }

  /** Weights were sent before the run: what it learns first may follow as soon as they are back. */
  began(): void {
    this.isUnderWay = true;
  }

  /** Whether weights may be sent, however soon after the last ones. */
  get isFree(): boolean {
    return !this.isUnderWay;
  }

  /** Memory to write the next ones into, if some came back; it is handed out once. */
  takeSpare(): NetworkWeights | undefined {
    const { spare } = this;
    this.spare = undefined;
    return spare;
  }

  sent(): void {
    this.isUnderWay = true;
    this.sentMs = this.now();
  }

  /** The page has shown them, and gives their memory back. */
  cameBack(weights: NetworkWeights): void {
    this.isUnderWay = false;
    this.spare = weights;
  }
}
