import type { DigitFile, LabelledImages } from '#model';
import { decodeDigits } from '../../library/worker/decode-digits.ts';
import type { DigitSupply } from '../../library/worker/digit-supply.ts';
import { orWithoutStorage } from '../../storage/storage-failure.ts';
import type { OwnDigitStore, OwnImages } from './own-digit-store.ts';
import type { DigitSource } from './run-digits.ts';

const PIXELS = 784;
const NONE: OwnImages = { pixels: new Uint8Array(), labels: new Uint8Array(), print: '' };

/** Digits from the supply, unpacked, and those that were written here; the first file and the test file stay at hand, for the next run begins soon. */
export class SuppliedDigits implements DigitSource {
  private readonly supply: DigitSupply;
  private readonly ownDigits: OwnDigitStore;
  private readonly signal: AbortSignal;
  private readonly atHand = new Map<string, LabelledImages>();

  constructor(supply: DigitSupply, ownDigits: OwnDigitStore, signal: AbortSignal) {
    this.supply = supply;
    this.ownDigits = ownDigits;
    this.signal = signal;
  }

  async training(count: number): Promise<LabelledImages> {
    const { files } = await this.supply.list(this.signal);
    const needed: DigitFile[] = [];
    let there = 0;
    for (const file of files) {
      if (file.part !== 'train' || there >= count) continue;
      needed.push(file);
      there += file.digits;
    }
    const [first, ...others] = needed;
    if (first && others.length === 0) return this.kept(first);
    // 47 MB for all: each file is unpacked and copied before the next one.
    const all = { pixels: new Uint8Array(there * PIXELS), labels: new Uint8Array(there) };
    let at = 0;
    for (const file of needed) {
      const { pixels, labels } = await this.unpacked(file);
      all.pixels.set(pixels, at * PIXELS);
      all.labels.set(labels, at);
      at += file.digits;
    }
    return all;
  }

  async test(): Promise<LabelledImages> {
    const { files } = await this.supply.list(this.signal);
    const file = files.find(({ part }) => part === 'test');
    // The list has one: it is checked for that.
    return file ? this.kept(file) : { pixels: new Uint8Array(), labels: new Uint8Array() };
  }

  own(): Promise<OwnImages> {
    // Where nothing can be stored, nothing was written.
    return orWithoutStorage(this.ownDigits.images(), NONE);
  }

  private async kept(file: DigitFile): Promise<LabelledImages> {
    const digits = this.atHand.get(file.path) ?? (await this.unpacked(file));
    this.atHand.set(file.path, digits);
    return digits;
  }

  private async unpacked(file: DigitFile): Promise<LabelledImages> {
    return decodeDigits(await this.supply.bytes(file, this.signal), file);
  }
}
