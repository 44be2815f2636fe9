import { damp, type Motion } from './damper.ts';

function run(start: Motion, goal: number, seconds: number, steps: number): Motion {
  let motion = start;
  for (let i = 0; i < steps; i++) motion = damp(motion, goal, seconds / steps, 1);
  return motion;
}

describe('damp', () => {
  const start = { value: 0, velocity: 0 };

  it('has a hundredth of the way left after its settling time', () => {
    expect(damp(start, 1, 1, 1).value).toBeCloseTo(0.99, 4);
    expect(damp(start, 1, 0.25, 0.25).value).toBeCloseTo(0.99, 4);
  });

  it('does not depend on the frame rate', () => {
    expect(run(start, 1, 0.4, 1).value).toBeCloseTo(run(start, 1, 0.4, 60).value, 10);
  });

  it('never overshoots from rest', () => {
    for (let step = 1; step <= 40; step++)
      expect(damp(start, 1, step / 10, 1).value).toBeLessThan(1);
  });

  it('keeps its speed when the goal changes on the way', () => {
    const moving = damp(start, 1, 0.2, 1);
    const turned = damp(moving, 0, 1e-6, 1);
    expect(turned.velocity).toBeCloseTo(moving.velocity, 3);
    expect(turned.value).toBeGreaterThan(moving.value);
  });

  it('stays where it is when it has arrived', () => {
    expect(damp({ value: 2, velocity: 0 }, 2, 5, 1)).toEqual({ value: 2, velocity: 0 });
  });
});
