import type { Drawing } from '#model';
import { signal } from '@angular/core';
import type { WorkerClient } from '../../../platform/worker-client.ts';
import type { LabProtocol } from '../shared/lab-protocol.ts';
import type { OwnDigitsHere } from '../shared/own-digits.ts';

/** The digits that are written on this device. Methods reject with a `WeightsFailure` where they cannot be kept. */
export class OwnDigits {
  private readonly client: WorkerClient<LabProtocol>;
  private readonly hereSignal = signal<OwnDigitsHere | undefined>(undefined);
  /** One request after the other: the last answer is how things are. */
  private asked: Promise<unknown> = Promise.resolve();

  /** What is kept; undefined until that is known. */
  readonly here = this.hereSignal.asReadonly();

  constructor(client: WorkerClient<LabProtocol>) {
    this.client = client;
  }

  /** Finds out what is kept. */
  look(): Promise<void> {
    return this.inTurn(async () => {
      this.hereSignal.set(await this.client.request('ownDigits', {}));
    });
  }

  /** Keeps a digit that was asked for. */
  add(label: number, drawing: Drawing): Promise<void> {
    return this.inTurn(async () => {
      this.hereSignal.set(await this.client.request('addOwnDigit', { label, drawing }));
    });
  }

  /** Takes back the last one: answers its drawing. */
  takeBack(): Promise<Drawing | undefined> {
    return this.inTurn(async () => {
      const { here, taken } = await this.client.request('removeOwnDigits', { which: 'last' });
      this.hereSignal.set(here);
      return taken;
    });
  }

  deleteAll(): Promise<void> {
    return this.inTurn(async () => {
      const { here } = await this.client.request('removeOwnDigits', { which: 'all' });
      this.hereSignal.set(here);
    });
  }

  /** All of them as a file. */
  async write(): Promise<File> {
    const { name, type, bytes } = await this.client.request('writeOwnDigits', {});
    return new File([bytes], name, { type });
  }

  private inTurn<Result>(ask: () => Promise<Result>): Promise<Result> {
    const answer = this.asked.then(ask);
    this.asked = answer.catch(() => {
      // Whoever asked hears of it.
    });
    return answer;
  }
}
