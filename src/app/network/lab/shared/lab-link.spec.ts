import fc from 'fast-check';
import { LAB_CONTROLS, LAYER_LIMITS } from './lab-controls.ts';
import { formatLabLink, parseLabLink } from './lab-link.ts';
import { DEFAULT_SETTINGS, type LabSettings } from './lab-settings.ts';

const { least, most, layers } = LAYER_LIMITS;

/** Any settings that a link can have. */
const anySettings: fc.Arbitrary<LabSettings> = fc.record({
  hidden: fc.array(fc.integer({ min: least, max: most }), { maxLength: layers }),
  optimizer: fc.constantFrom(...LAB_CONTROLS.optimizer.choices),
  rate: fc.constantFrom(...LAB_CONTROLS.rate.choices),
  batchSize: fc.constantFrom(...LAB_CONTROLS.batchSize.choices),
  weightDecay: fc.constantFrom(...LAB_CONTROLS.weightDecay.choices),
  digits: fc.constantFrom(...LAB_CONTROLS.digits.choices),
  leftOut: fc
    .uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 8 })
    .map((digits) => digits.sort((a, b) => a - b)),
  wrongPercent: fc.constantFrom(...LAB_CONTROLS.wrongPercent.choices),
  stop: fc.constantFrom(...LAB_CONTROLS.stop.choices),
  isExam: fc.boolean(),
  seed: fc.integer({ min: 0, max: 9999 }),
  pace: fc.constantFrom(...LAB_CONTROLS.pace.choices),
  device: fc.constant('cpu' as const),
});

describe('a link to a run', () => {
  it('says every setting, also those that are as usual', () => {
    expect(formatLabLink(DEFAULT_SETTINGS)).toBe(
      'layers=32&by=sgd&rate=0.1&batch=64&decay=0&digits=10000&without=none&wrong=0&stop=5x&exam=off&dice=1&pace=time-lapse',
    );
    expect(
      formatLabLink({
        ...DEFAULT_SETTINGS,
        hidden: [128, 64],
        rate: 0.0001,
        weightDecay: 1e-5,
        leftOut: [1, 7],
        stop: { kind: 'accuracy', percent: 95 },
      }),
    ).toContain('layers=128-64&by=sgd&rate=0.0001&batch=64&decay=0.00001&digits=10000&without=17');
  });

  it('gives back what went in', () => {
    fc.assert(
      fc.property(anySettings, (settings) => {
        expect(parseLabLink(formatLabLink(settings))).toEqual(settings);
      }),
    );
  });

  it('is as usual where it says nothing, with the usual rate of its optimiser', () => {
    expect(parseLabLink('')).toEqual(DEFAULT_SETTINGS);
    expect(parseLabLink('by=adam')).toEqual({
      ...DEFAULT_SETTINGS,
      optimizer: 'adam',
      rate: 0.001,
    });
    expect(parseLabLink('by=momentum').rate).toBe(0.01);
    expect(parseLabLink('by=adam&rate=1').rate).toBe(1);
  });

  it('always runs on the CPU', () => {
    expect(parseLabLink(formatLabLink({ ...DEFAULT_SETTINGS, device: 'gpu' })).device).toBe('cpu');
  });

  it('leaves to others what they announce', () => {
    expect(parseLabLink('rate=1&question=Why%3F', 'link', ['question']).rate).toBe(1);
  });

  const REFUSED: readonly (readonly [text: string, message: string])[] = [
    [
      'rate=0.2',
      'link: rate: expected 0.0001, 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1 or 3, found "0.2"',
    ],
    ['rate=30', 'found "30"'],
    ['rate=1e-3', 'found "1e-3"'],
    ['rate=', 'found ""'],
    ['rate=NaN', 'found "NaN"'],
    ['rate=0.1&rate=3', 'link: rate: expected it once, found it twice'],
    [
      'layers=3',
      'link: layers: expected none, or up to 4 sizes from 4 to 256, such as 64-32, found "3"',
    ],
    ['layers=257', 'found "257"'],
    ['layers=8-8-8-8-8', 'found "8-8-8-8-8"'],
    ['layers=032', 'found "032"'],
    ['layers=8-', 'found "8-"'],
    ['layers=%20 8', 'found'],
    ['layers=16.5', 'found "16.5"'],
    ['batch=65', 'link: batch: expected 1, 4, 16, 64, 256 or 1024, found "65"'],
    ['decay=-1', 'link: decay: expected 0, 0.00001, 0.0001, 0.001, 0.01 or 0.1, found "-1"'],
    ['digits=70000', 'link: digits'],
    [
      'without=77',
      'link: without: expected none, or up to 8 different digits, ascending, such as 17, found "77"',
    ],
    ['without=71', 'found "71"'],
    ['without=012345678', 'found "012345678"'],
    ['wrong=90', 'link: wrong'],
    ['stop=3x', 'link: stop: expected 1x, 2x, 5x, 10x, 50x, at90, at95 or never, found "3x"'],
    ['exam=1', 'link: exam: expected off or on, found "1"'],
    ['dice=10000', 'link: dice: expected a whole number from 0 to 9999, found "10000"'],
    ['dice=-0', 'found "-0"'],
    ['pace=fast', 'link: pace: expected step, slow, time-lapse or full, found "fast"'],
    ['by=lbfgs', 'link: by: expected sgd, momentum or adam, found "lbfgs"'],
    ['device=gpu', 'link: settings: expected layers, by,'],
    [`dice=${'9'.repeat(1000)}`, '…'],
  ];

  for (const [text, message] of REFUSED) {
    it(`is refused for ${text.slice(0, 40)}`, () => {
      expect(() => parseLabLink(text)).toThrowMatching((error: Error) => {
        expect(error.message).toContain(message);
        expect(error.message.length).toBeLessThan(300);
        return error.name === 'FormatError';
      });
    });
  }

  it('is settings or an error, whatever is in it', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (text) => {
        try {
          parseLabLink(text);
        } catch (error) {
          expect((error as Error).name).toBe('FormatError');
        }
      }),
    );
  });
});
