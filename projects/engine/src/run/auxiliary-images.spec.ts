import { sha256Hex, type LabelledImages } from '#model';
import { AuxiliaryImages, type AuxiliaryKind } from './auxiliary-images.ts';

/** Images without pixels whose labels are their numbers. */
const numbered = (from: number, to: number): Promise<LabelledImages> =>
  Promise.resolve({
    pixels: new Uint8Array(),
    labels: Uint8Array.from({ length: to - from }, (_, index) => (from + index) % 10),
  });

const kindOf = (options: Partial<AuxiliaryKind> = {}): AuxiliaryKind => ({
  ...{ share: 0.25, count: 1000, spread: 100, areDigits: true, seed: 7, make: numbered },
  ...options,
});

const noted = (): { added: Set<number>; add: (first: number, images: LabelledImages) => void } => {
  const added = new Set<number>();
  return {
    added,
    add: (first, { labels }) => {
      for (let index = 0; index < labels.length; index++) added.add(first + index);
    },
  };
};

describe('AuxiliaryImages', () => {
  it('join in their share of a batch, whatever the batch size', () => {
    for (const batchSize of [1, 7, 64, 128, 4096]) {
      const auxiliary = new AuxiliaryImages(
        [kindOf({ share: 0.1 }), kindOf({ share: 0.25, areDigits: false })],
        50,
      );
      let images = 0;
      let digits = 0;
      let ofDataset = 0;
      for (let step = 0; ofDataset < 13_000; step++) {
        const batch = auxiliary.join(new Uint32Array(batchSize), step);
        expect(batch.indices.length - batchSize).toBeLessThanOrEqual(auxiliary.mostFor(batchSize));
        images += batch.indices.length;
        digits += batch.digits;
        ofDataset += batchSize;
      }
      expect((digits - ofDataset) / images)
        .withContext(`${batchSize}, digits`)
        .toBeCloseTo(0.1, 3);
      expect((images - digits) / images)
        .withContext(`${batchSize}, no digits`)
        .toBeCloseTo(0.25, 3);
    }
  });

  it('keep the images of the data set first, and take their own from behind it', () => {
    const auxiliary = new AuxiliaryImages(
      [kindOf({ share: 0.2, count: 40 }), kindOf({ share: 0.4, count: 160, areDigits: false })],
      20,
    );
    expect(auxiliary.count).toBe(200);
    const batch = Uint32Array.from({ length: 100 }, (_, index) => index % 20);
    const { indices, digits } = auxiliary.join(batch, 1000);
    expect([...indices.subarray(0, 100)]).toEqual([...batch]);
    expect(digits).toBe(150);
    expect(indices.subarray(100, 150).every((index) => index >= 20 && index < 60)).toBeTrue();
    expect(indices.subarray(150).every((index) => index >= 60 && index < 220)).toBeTrue();
    expect(new Set(indices.subarray(150)).size).toBeGreaterThan(50);
  });

  it('become more with every step, up to all, and only those that are there join', async () => {
    const auxiliary = new AuxiliaryImages([kindOf({ count: 5000 })], 0);
    const { added, add } = noted();
    const most: number[] = [];
    for (let step = 0; step <= 120; step++) {
      await auxiliary.ready(step, add);
      const { indices } = auxiliary.join(new Uint32Array(3000), step);
      const joined = indices.subarray(3000);
      expect(joined.every((index) => added.has(index)))
        .withContext(`step ${step}`)
        .toBeTrue();
      most.push(Math.max(...joined));
    }
    expect(most[0]).toBeLessThan(64);
    expect(most[50]).toBeGreaterThan(2300);
    expect(most[50]).toBeLessThan(64 + (5000 - 64) / 2);
    expect(Math.max(...most)).toBeGreaterThan(4900);
    expect(added.size).toBe(5000);
  });

  it('are the same ones in the same steps, however late they are made', async () => {
    const joinedWith = async (make: AuxiliaryKind['make']): Promise<string> => {
      const auxiliary = new AuxiliaryImages([kindOf({ make })], 10);
      const all: number[] = [];
      for (let step = 0; step < 50; step++) {
        await auxiliary.ready(step, () => undefined);
        all.push(...auxiliary.join(new Uint32Array(30), step).indices);
      }
      return sha256Hex(new Uint8Array(Uint32Array.from(all).buffer));
    };
    let turn = 0;
    const late = async (from: number, to: number): Promise<LabelledImages> => {
      for (let wait = (turn++ * 7) % 20; wait > 0; wait--) await Promise.resolve();
      return numbered(from, to);
    };
    expect(await joinedWith(late)).toBe(await joinedWith(numbered));
  });

  it('are asked for once each, some before they are needed, and not all at once', async () => {
    const asked: number[] = [];
    const make = (from: number, to: number): Promise<LabelledImages> => {
      expect(from).toBeLessThan(to);
      for (let index = from; index < to; index++) asked.push(index);
      return numbered(from, to);
    };
    const auxiliary = new AuxiliaryImages([kindOf({ count: 10_000, make })], 0);
    await auxiliary.ready(0, () => undefined);
    expect(asked.length).toBeGreaterThan(64);
    expect(asked.length).toBeLessThan(2000);
    for (let step = 0; step <= 100; step++) await auxiliary.ready(step, () => undefined);
    expect(asked).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
    expect(auxiliary.ready(101, () => undefined)).toBeUndefined();
  });

  it('are made first of every kind as far as the step needs them, then ahead', async () => {
    const asked: string[] = [];
    const make =
      (kind: string): AuxiliaryKind['make'] =>
      (from, to) => {
        asked.push(`${kind}${from}`);
        return numbered(from, to);
      };
    const kinds = ['a', 'b'].map((kind) => kindOf({ make: make(kind), count: 10_000 }));
    await new AuxiliaryImages(kinds, 0).ready(0, () => undefined);
    expect(asked.slice(0, 4)).toEqual(['a0', 'b0', 'a64', 'a128']);
  });

  it('fail where they are needed, not before', async () => {
    const make = (from: number, to: number): Promise<LabelledImages> =>
      from < 320 ? numbered(from, to) : Promise.reject(new Error('no more paper'));
    const auxiliary = new AuxiliaryImages([kindOf({ make })], 0);
    await expectAsync(Promise.resolve(auxiliary.ready(0, () => undefined))).toBeResolved();
    await expectAsync(Promise.resolve(auxiliary.ready(50, () => undefined))).toBeRejectedWithError(
      'no more paper',
    );
  });

  it('leave batches alone where there are none, and room for the data set where there are', () => {
    const none = new AuxiliaryImages([], 20);
    expect(none.count).toBe(0);
    expect(none.mostFor(128)).toBe(0);
    // A quarter of a batch is a third of the data set's images, and there may be a fraction left.
    expect(new AuxiliaryImages([kindOf({ share: 0.25 })], 20).mostFor(100)).toBe(34);
    expect(none.ready(0, () => undefined)).toBeUndefined();
    expect([...none.join(Uint32Array.of(3, 1), 0).indices]).toEqual([3, 1]);
    expect(
      () => new AuxiliaryImages([kindOf({ share: 0.5 }), kindOf({ share: 0.5 })], 20),
    ).toThrowError(RangeError, 'auxiliary images: expected shares below 1 in all, found 1');
  });
});
