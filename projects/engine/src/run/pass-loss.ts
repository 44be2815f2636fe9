import type { LearningBackend } from '../learning-backend.ts';

/** Mean loss, nats, over the digits of the current pass. */
export class PassLoss {
  private readonly backend: LearningBackend;
  private digits = 0;

  constructor(backend: LearningBackend) {
    this.backend = backend;
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
