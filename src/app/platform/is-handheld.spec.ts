import { isHandheld } from './is-handheld.ts';

const agent = (system: string): string => `Mozilla/5.0 (${system}) AppleWebKit/605.1.15`;

describe('isHandheld', () => {
  it('knows tablets and phones, an iPad that says it is a Mac among them', () => {
    const devices: [string, number, boolean][] = [
      ['Macintosh; Intel Mac OS X 10_15_7', 5, true],
      ['Macintosh; Intel Mac OS X 10_15_7', 0, false],
      ['iPhone; CPU iPhone OS 17_0 like Mac OS X', 5, true],
      ['Linux; Android 10; K', 5, true],
      ['Windows NT 10.0; Win64; x64', 10, false],
      ['X11; CrOS x86_64 14541.0.0', 10, false],
      ['X11; Linux x86_64', 0, false],
    ];
    for (const [system, maxTouchPoints, expected] of devices) {
      expect(isHandheld({ userAgent: agent(system), maxTouchPoints }))
        .withContext(`${system}, ${maxTouchPoints}`)
        .toBe(expected);
    }
  });
});
