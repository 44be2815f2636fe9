import { storyAt, storyPhaseAt, storyTimes } from './story-at.ts';

/** Two hidden layers, as in the default network. */
const DENSE = 3;

describe('storyAt', () => {
  it('changes nothing until a second stroke has had its time', () => {
    for (const ms of [0, 100, 250]) {
      expect(storyAt(ms, DENSE)).toEqual({
        dusk: 0,
        rise: 0,
        passed: -1,
        growth: [1, 1, 1],
        bloom: 1,
      });
    }
  });

  it('darkens what is to come while ink becomes pixels, then lets the pixels rise', () => {
    expect(storyAt(325, DENSE).dusk).toBeCloseTo(0.5, 12);
    expect(storyAt(325, DENSE).rise).toBe(0);
    expect(storyAt(400, DENSE)).toEqual(jasmine.objectContaining({ dusk: 1, rise: 0, bloom: 0 }));
    expect(storyAt(625, DENSE).rise).toBeCloseTo(0.5, 12);
    expect(storyAt(849, DENSE).passed).toBe(-1);
  });

  it('sends the wave through the layers one after the other, at the times of the design', () => {
    const passed = (ms: number): number => storyAt(ms, DENSE).passed;
    expect([850, 1200, 1500, 1750].map(passed)).toEqual([0, 1, 2, 3]);
    expect(passed(1025)).toBeCloseTo(0.5, 12);
    expect(passed(1350)).toBeCloseTo(1.5, 12);
    expect(passed(1875)).toBeCloseTo(3.5, 12);
  });

  it('lets neurons spring where the wave arrives, beyond their size and back, within 180 ms', () => {
    const ofFirst = (ms: number): number | undefined => storyAt(ms, DENSE).growth[0];
    expect(ofFirst(1199)).toBe(0);
    expect(ofFirst(1308)).toBeCloseTo(4 / 3, 12);
    expect(ofFirst(1380)).toBeCloseTo(1, 12);
    expect(storyAt(1380, DENSE).growth[1]).toBe(0);
    expect(ofFirst(5000)).toBeCloseTo(1, 12);
  });

  it('lets the answer bloom only when the wave has arrived', () => {
    expect(storyAt(1749, DENSE).bloom).toBe(0);
    expect(storyAt(1840, DENSE).bloom).toBeCloseTo(0.5, 12);
    expect(storyAt(1930, DENSE).bloom).toBe(1);
  });

  it('ends in what is shown without a story', () => {
    const { answer } = storyTimes(DENSE);
    const { passed, growth, bloom, rise } = storyAt(answer, DENSE);
    expect(passed).toBeGreaterThan(DENSE + 1);
    expect(growth.map((size) => Math.round(size * 1e6) / 1e6)).toEqual([1, 1, 1]);
    expect([bloom, rise]).toEqual([1, 1]);
  });
});

describe('storyTimes', () => {
  it('has a story for any number of layers, each later one a little quicker, none too long', () => {
    expect(storyTimes(1).arrivals).toEqual([1200]);
    expect(storyTimes(2).arrivals).toEqual([1200, 1450]);
    expect(storyTimes(7).arrivals).toEqual([1200, 1380, 1560, 1740, 1920, 2100, 2350]);
  });
});

describe('storyPhaseAt', () => {
  it('pauses, shows the way, then the answer, and is over', () => {
    const phases = [0, 249, 250, 1749, 1750, 2099, 2100].map((ms) => storyPhaseAt(ms, DENSE));
    expect(phases).toEqual(['pause', 'pause', 'way', 'way', 'answer', 'answer', undefined]);
  });
});
