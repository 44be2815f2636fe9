import { Random } from './random.ts';

describe('Random', () => {
  it('draws what xoshiro128** draws', () => {
    // From the state 1, 2, 3, 4; worked out with the published C algorithm in another language.
    const random = new Random([1, 2, 3, 4]);
    expect(Array.from({ length: 10 }, () => random.nextUint32())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597,
      4258142804,
    ]);
  });

  // Worked out in Python from the published C algorithms: splitmix32 fills the state.
  for (const [seed, numbers] of [
    [0, [1789933344, 44971166, 2521387044, 3848737593]],
    [1, [393288148, 2174103013, 3814759091, 2092745082]],
    [4294967295, [4104197751, 1825856343, 1152209388, 2427537429]],
  ] as const) {
    it(`draws the numbers of seed ${seed}`, () => {
      const random = Random.fromSeed(seed);
      expect(numbers.map(() => random.nextUint32())).toEqual([...numbers]);
    });
  }

  it('makes a float of the upper 24 bits', () => {
    const random = Random.fromSeed(1);
    const floats = [random.nextFloat(), random.nextFloat(), random.nextFloat()];
    expect(floats).toEqual([1536281, 8492589, 14901402].map((steps) => steps / 2 ** 24));
  });

  it('draws again above the largest multiple of a bound', () => {
    // Of the numbers from the state 1, 2, 3, 4, the eighth to tenth are not below 2^31 + 1.
    const random = new Random([1, 2, 3, 4]);
    expect(Array.from({ length: 9 }, () => random.nextBelow(2 ** 31 + 1))).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 337829053, 2142557243,
    ]);
  });

  it('does not take the largest multiple of a bound itself', () => {
    const random = Random.fromSeed(1);
    const bound = 2174103013; // The second number of this seed; the third is above it.
    expect([random.nextBelow(bound), random.nextBelow(bound)]).toEqual([393288148, 2092745082]);
  });

  it('needs no number to shuffle a single item', () => {
    const random = Random.fromSeed(1);
    random.shuffle(Uint32Array.of(5));
    expect(random.nextUint32()).toBe(393288148);
  });

  it('shuffles into an order that the seed decides', () => {
    const items = Uint32Array.from({ length: 8 }, (_, index) => index);
    Random.fromSeed(3).shuffle(items);
    expect([...items]).toEqual([4, 0, 5, 7, 1, 6, 3, 2]);
  });

  it('gives the same numbers for the same seed and others for the next', () => {
    const draw = (seed: number): number[] => {
      const random = Random.fromSeed(seed);
      return Array.from({ length: 4 }, () => random.nextUint32());
    };
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
    expect(new Set(draw(0)).size).toBe(4);
  });

  it('has numbers of its own for each item, mixed as ChaCha mixes', () => {
    const first = (seed: number, stream: number, index: number): number[] => {
      const random = Random.forItem(seed, stream, index);
      return Array.from({ length: 3 }, () => random.nextUint32());
    };
    // Worked out in another language, with a quarter round that RFC 8439's test vector agrees with.
    expect(first(7, 1, 0)).toEqual([1211036696, 3230640866, 3899249273]);
    expect(first(7, 1, 1)).toEqual([1577421998, 3083653514, 1127678978]);
    expect(first(7, 2, 0)).toEqual([3782895275, 3908280731, 2931297107]);
    expect(first(2 ** 32 - 1, 2, 123_456)).toEqual([4150814411, 453336109, 2057120142]);
  });

  it('has nothing in common between neighbouring seeds, streams and items', () => {
    const bits = (value: number): number => {
      let count = 0;
      for (let rest = value; rest !== 0; rest >>>= 1) count += rest & 1;
      return count;
    };
    const draws = 8;
    const draw = (place: readonly [number, number, number]): number[] => {
      const random = Random.forItem(...place);
      return Array.from({ length: draws }, () => random.nextUint32());
    };
    for (const [name, step] of Object.entries({
      seed: [1, 0, 0],
      stream: [0, 1, 0],
      item: [0, 0, 1],
    } as const)) {
      let differing = 0;
      const items = 500;
      for (let at = 0; at < items; at++) {
        const here = draw([at, at * 3, at * 7]);
        const there = draw([at + step[0], at * 3 + step[1], at * 7 + step[2]]);
        here.forEach((value, index) => (differing += bits((value ^ (there[index] ?? 0)) >>> 0)));
      }
      // Half of 128,000 bits, give or take four standard deviations of 179.
      expect(Math.abs(differing - items * draws * 16))
        .withContext(name)
        .toBeLessThan(4 * 179);
    }
  });

  it('draws the first numbers of items that follow each other evenly and without a pattern', () => {
    const items = 20_000;
    const values = Array.from({ length: items }, (_, index) =>
      Random.forItem(1, 2, index).nextFloat(),
    );
    const mean = values.reduce((sum, value) => sum + value, 0) / items;
    expect(mean).toBeCloseTo(1 / 2, 2);
    const products = values.map(
      (value, index) => (value - 0.5) * ((values[index + 1] ?? 0.5) - 0.5),
    );
    const covariance = products.reduce((sum, value) => sum + value, 0) / items;
    // Of independent numbers it is 0, its standard error 1/12 over the root of their count: 0.0006.
    expect(Math.abs(covariance)).toBeLessThan(4 * 0.0006);
  });

  it('draws floats that fill 0 to 1 evenly', () => {
    const random = Random.fromSeed(1);
    const values = Array.from({ length: 20_000 }, () => random.nextFloat());
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(1 / 2, 2);
    expect(variance).toBeCloseTo(1 / 12, 2);
  });

  it('draws whole numbers below a bound, all as often', () => {
    const random = Random.fromSeed(2);
    const counts = [0, 0, 0, 0, 0];
    for (let i = 0; i < 10_000; i++) {
      const value = random.nextBelow(5);
      counts[value] = (counts[value] ?? 0) + 1;
    }
    expect(counts.length).toBe(5);
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('shuffles without losing anything, each place as likely', () => {
    const random = Random.fromSeed(3);
    let firstStaysFirst = 0;
    for (let round = 0; round < 2000; round++) {
      const items = Uint32Array.of(0, 1, 2, 3);
      random.shuffle(items);
      expect([...items].sort()).toEqual([0, 1, 2, 3]);
      if (items[0] === 0) firstStaysFirst += 1;
    }
    expect(Math.abs(firstStaysFirst - 500)).toBeLessThan(90);
  });
});
