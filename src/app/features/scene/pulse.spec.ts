import { Pulse, pulsePosition } from './pulse.ts';

describe('pulsePosition', () => {
  it('passes the layers evenly within its duration', () => {
    expect(pulsePosition(0, 900, 3)).toBe(0);
    expect(pulsePosition(450, 900, 3)).toBeCloseTo(1.5, 12);
    expect(pulsePosition(900, 900, 3)).toBeCloseTo(3, 12);
  });

  it('fades out after the last layer', () => {
    expect(pulsePosition(999, 900, 3)).toBeCloseTo(3.33, 12);
    expect(pulsePosition(1100, 900, 3)).toBeUndefined();
    expect(pulsePosition(-1, 900, 3)).toBeUndefined();
  });
});

describe('Pulse', () => {
  it('runs once from its start', () => {
    const pulse = new Pulse();
    expect(pulse.at(5000, 900, 3)).toBeUndefined();
    pulse.start(5000);
    // A frame's time may be a little earlier than the start.
    expect(pulse.at(4999, 900, 3)).toBe(0);
    expect(pulse.at(5300, 900, 3)).toBeCloseTo(1, 12);
    expect(pulse.at(6100, 900, 3)).toBeUndefined();
    expect(pulse.at(5300, 900, 3)).toBeUndefined();
  });

  it('ends when it is stopped', () => {
    const pulse = new Pulse();
    pulse.start(0);
    pulse.stop();
    expect(pulse.at(300, 900, 3)).toBeUndefined();
  });
});
