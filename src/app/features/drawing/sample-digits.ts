import { FormatError, parseDigitSamples, type DigitSamples } from '#model';
import { DOCUMENT } from '@angular/common';
import { inject, InjectionToken, Service, signal } from '@angular/core';
import type { Say } from '../../i18n/phrases.ts';
import { whenOnline } from '../../platform/when-online.ts';

/** Path of the samples, relative to the app. */
const FILE = 'samples/mnist-test.bin';

/** Fetches the file of samples; replaced in specs. */
export type FetchSamples = (address: string, cache: RequestCache) => Promise<Response>;

/** The browser's `fetch`. */
export const SAMPLES_FETCH = new InjectionToken<FetchSamples>('fetch of samples', {
  factory: () => (address, cache) => fetch(address, { cache }),
});

/** Random numbers from 0 to less than 1 that choose a sample; replaced in specs. */
export const SAMPLES_CHANCE = new InjectionToken<() => number>('choice of samples', {
  factory: () => Math.random,
});

/** Whether there are samples, and why not. */
export type SamplesState =
  | { readonly kind: 'waiting' | 'ready' }
  /** `message` names the file, what was expected and what was found. */
  | { readonly kind: 'unreachable' | 'damaged'; readonly message: string };

const REASONS = {
  waiting: 'samples.waiting',
  unreachable: 'samples.unreachable',
  damaged: 'samples.damaged',
} as const;

/** Why there are no samples, in a sentence for people; undefined when there are some. */
export function sampleReason({ kind }: SamplesState, say: Say): string | undefined {
  return kind === 'ready' ? undefined : say(REASONS[kind]);
}

/** Handwritten digits from MNIST's test images, fetched after the first answer. */
@Service()
export class SampleDigits {
  private readonly send = inject(SAMPLES_FETCH);
  private readonly chance = inject(SAMPLES_CHANCE);
  private readonly address = new URL(FILE, inject(DOCUMENT).baseURI).href;

  private readonly current = signal<SamplesState>({ kind: 'waiting' });
  private samples: DigitSamples | undefined;
  private isUnderWay = false;
  private readonly shown = new Map<number, number>();

  readonly state = this.current.asReadonly();

  constructor() {
    whenOnline(() => {
      if (this.current().kind !== 'waiting') void this.load();
    });
  }

  /** Fetches the samples unless they are loaded or being fetched; never rejects. */
  async load(): Promise<void> {
    if (this.samples || this.isUnderWay) return;
    this.isUnderWay = true;
    // A damaged file may come from the browser's cache, so this bypasses it.
    const cache = this.current().kind === 'damaged' ? 'reload' : 'default';
    try {
      this.samples = parseDigitSamples(await this.fetched(cache), FILE);
      this.current.set({ kind: 'ready' });
    } catch (error) {
      // FormatError: the file is damaged. TypeError: no connection. Error: the server's status.
      const message = error instanceof Error ? error.message : String(error);
      this.current.set({ kind: error instanceof FormatError ? 'damaged' : 'unreachable', message });
    } finally {
      this.isUnderWay = false;
    }
  }

  /**
   * A random sample of a digit, different from the last one; undefined until the samples are loaded.
   * @returns pixel intensities 0..1, row-major, `[28][28]`
   */
  any(digit: number): Float32Array | undefined {
    const { samples } = this;
    if (!samples) return undefined;
    const last = this.shown.get(digit);
    const others = last === undefined ? samples.perDigit : samples.perDigit - 1;
    const choice = Math.floor(this.chance() * others);
    const index = last !== undefined && choice >= last ? choice + 1 : choice;
    this.shown.set(digit, index % samples.perDigit);
    return samples.image(digit, index % samples.perDigit);
  }

  /** The first sample of a digit, as `any` gives them; undefined until the samples are loaded. */
  first(digit: number): Float32Array | undefined {
    return this.samples?.image(digit, 0);
  }

  private async fetched(cache: RequestCache): Promise<Uint8Array> {
    const response = await this.send(this.address, cache);
    if (!response.ok)
      throw new Error(`${FILE}: expected HTTP status 200, found ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  }
}
