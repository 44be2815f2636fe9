import type { LearningBackend } from '../learning-backend.ts';

/** Mean loss, nats, over the digits of the current pass. */
export class PassLoss {
  private readonly backend: LearningBackend;
  private digits = 0;

  /** @param digits of the current pass that the backend has the loss of */
  constructor(backend: LearningBackend, digits = 0) {
    this.backend = backend;
    this.digits = digits;
  }

  /** Digits of the current pass so far. */
  get count(): number {
    return this.digits;
  }

  startPass(): void {
    // Nobody waits for what the last pass ended with; where the backend failed, the next step says so.
    this.backend.takeLoss().catch(() => undefined);
    this.digits = 0;
  }

  add(digits: number): void {
    this.digits += digits;
  }

  async average(): Promise<number | undefined> {
    const { digits } = this;
    return digits === 0 ? undefined : (await this.backend.loss()) / digits;
  }
}
