import { helpOf, optionTexts, parseCommandLine } from './command-line.ts';
import { UsageError } from './usage-error.ts';
import {
  oneOf,
  positiveNumber,
  textOf,
  textsOf,
  wholeNumber,
  wholeNumbers,
} from './value-kinds.ts';

const LINE = {
  name: 'npm run bake --',
  description: 'Bakes bread.',
  options: {
    flour: {
      flags: '--flour <KIND>',
      description: 'what of',
      value: textOf('a kind'),
      default: 'rye',
    },
    ovenHeat: { flags: '--oven-heat <N>', description: 'how hot', value: wholeNumber(0, 300) },
    salt: {
      flags: '--salt <SHARE>',
      description: 'how much',
      value: positiveNumber(1),
      default: 0.02,
    },
    risings: {
      flags: '--risings <N...>',
      description: 'hours',
      values: wholeNumbers(3, 1, 24),
      defaultText: 'one',
    },
    shape: {
      flags: '--shape <NAME>',
      description: 'how',
      value: oneOf('loaf or roll', { loaf: 1, roll: 2 }),
    },
    quietly: { flags: '--quietly', description: 'ring no bell' },
  },
} as const;

describe('parseCommandLine', () => {
  it('gives defaults for what is not given', () => {
    expect(parseCommandLine(LINE, [])).toEqual({
      flour: 'rye',
      ovenHeat: undefined,
      salt: 0.02,
      risings: undefined,
      shape: undefined,
      quietly: false,
    });
  });

  it('takes values after a space or an equals sign, and lists', () => {
    const args = ['--flour=a=b', '--risings', '2', '12', '--quietly', '--oven-heat', '0'];
    expect(parseCommandLine(LINE, [...args, '--shape=roll', '--salt', '1e-2'])).toEqual({
      flour: 'a=b',
      ovenHeat: 0,
      salt: 0.01,
      risings: [2, 12],
      shape: 2,
      quietly: true,
    });
    expect(parseCommandLine(LINE, ['--risings', '2', '--risings=3'])?.risings).toEqual([2, 3]);
  });

  it('takes the least and the largest that is allowed, and as many as are', () => {
    const args = ['--oven-heat', '300', '--salt', '1', '--risings', '1', '24', '7'];
    expect(parseCommandLine(LINE, args)).toEqual(
      jasmine.objectContaining({ ovenHeat: 300, salt: 1, risings: [1, 24, 7] }),
    );
  });

  it('remembers nothing from one command line to the next', () => {
    parseCommandLine(LINE, ['--risings', '2', '--quietly', '--oven-heat', '9']);
    expect(parseCommandLine(LINE, ['--risings', '5', '--oven-heat', '8'])).toEqual(
      jasmine.objectContaining({ risings: [5], quietly: false, ovenHeat: 8 }),
    );
  });

  it('says that help was asked for, and writes nothing itself', () => {
    const out = spyOn(process.stdout, 'write');
    const error = spyOn(process.stderr, 'write');
    const args = ['--quietly', '--help'];
    expect(parseCommandLine(LINE, args)).toBeUndefined();
    expect(() => parseCommandLine(LINE, ['--nothing'])).toThrowError(UsageError);
    expect(out).not.toHaveBeenCalled();
    expect(error).not.toHaveBeenCalled();
  });

  const heat = '--oven-heat: expected a whole number from 0 to 300, found';
  const risings = '--risings: expected 1 to 3 whole numbers from 1 to 24, found';
  const cases: [string[], string][] = [
    [['--oven-heat', 'hot'], `${heat} hot`],
    [['--oven-heat', '-5'], `${heat} -5`],
    [['--oven-heat', '1.5'], `${heat} 1.5`],
    [['--oven-heat', '301'], `${heat} 301`],
    [['--oven-heat', '--quietly'], `${heat} --quietly`],
    [['--oven-heat='], `${heat} nothing`],
    [['--oven-heat'], `${heat} none`],
    [['--oven-heat', '1', '--oven-heat=1'], '--oven-heat: expected once, found more than once'],
    [['--quietly', '--quietly'], '--quietly: expected once, found more than once'],
    [['--salt', '0'], '--salt: expected a number above 0, at most 1, found 0'],
    [['--salt', '1.01'], '--salt: expected a number above 0, at most 1, found 1.01'],
    [['--salt='], '--salt: expected a number above 0, at most 1, found nothing'],
    [['--salt', '-1e-3'], '--salt: expected a number above 0, at most 1, found -1e-3'],
    [['--salt', ' '], '--salt: expected a number above 0, at most 1, found  '],
    [['--flour', '--quietly'], '--flour: expected a kind, found --quietly'],
    [['--flour='], '--flour: expected a kind, found nothing'],
    [['--shape', 'toString'], '--shape: expected loaf or roll, found toString'],
    [['--risings', '-5'], `${risings} -5`],
    [['--risings', '5', '-5'], `${risings} -5`],
    [['--risings', '1', '2', '3', '99'], `${risings} 4 of them`],
    [['--risings', '0'], `${risings} 0`],
    [['--risings='], `${risings} nothing`],
    [['--risings', '--quietly'], `${risings} --quietly`],
    [['--risings'], `${risings} none`],
    [['--quietly=yes'], '--quietly: expected no value, found yes'],
    [['--quietly=a=b'], '--quietly: expected no value, found a=b'],
    [
      ['--flower', 'rye'],
      '--flower: expected a known option (perhaps --flour), found an unknown one; --help lists the options',
    ],
    [['-x'], '-x: expected a known option, found an unknown one; --help lists the options'],
    [['rye', '5'], 'arguments: expected options only, found rye 5; --help lists the options'],
    [
      ['--', '--quietly'],
      'arguments: expected options only, found --quietly; --help lists the options',
    ],
    [
      ['a\r\nb\u001B[2J'],
      'arguments: expected options only, found a b [2J; --help lists the options',
    ],
  ];
  for (const [args, message] of cases) {
    it(`says in one line what is wrong with ${JSON.stringify(args.join(' '))}`, () => {
      expect(() => parseCommandLine(LINE, args)).toThrowError(UsageError, message);
    });
  }
});

describe('parseCommandLine, of another table', () => {
  const flag = (name: string) => ({ flags: `--${name}`, description: '' });
  const line = {
    ...{ name: 'x', description: '' },
    options: {
      ...{ bake: flag('bake'), cake: flag('cake'), lake: flag('lake') },
      files: { flags: '--files <FILE...>', description: 'which', values: textsOf('files', 2) },
    },
  } as const;

  it('offers all names that may be meant', () => {
    expect(() => parseCommandLine(line, ['--make'])).toThrowError(
      UsageError,
      /^--make: expected a known option \(perhaps --bake, --cake or --lake\), found/,
    );
    const two = { ...line, options: { bake: flag('bake'), cake: flag('cake') } };
    expect(() => parseCommandLine(two, ['--make'])).toThrowError(
      UsageError,
      /\(perhaps --bake or --cake\)/,
    );
  });

  it('takes one or more texts', () => {
    expect(parseCommandLine(line, ['--files', 'a', 'b c'])?.files).toEqual(['a', 'b c']);
    expect(() => parseCommandLine(line, ['--files', 'a', 'b', 'c'])).toThrowError(
      UsageError,
      '--files: expected 1 to 2 files, found 3 of them',
    );
    expect(optionTexts(line)[3]?.option).toBe('--files FILE [FILE …]');
  });

  it('throws errors that are told from others by name', () => {
    expect(new UsageError('').name).toBe('UsageError');
  });
});

describe('helpOf', () => {
  it('has each option with its values, description and default', () => {
    expect(helpOf(LINE)).toBe(`Bakes bread.

Usage: npm run bake -- [options]

Options:
  --flour KIND       what of (default: rye)
  --oven-heat N      how hot
  --salt SHARE       how much (default: 0.02)
  --risings N [N …]  hours (default: one)
  --shape NAME       how
  --quietly          ring no bell
  --help             list the options
`);
  });

  it('is what optionTexts says, for manuals', () => {
    expect(optionTexts(LINE)[3]).toEqual({
      option: '--risings N [N …]',
      description: 'hours',
      default: 'one',
    });
    expect(optionTexts(LINE).at(-1)?.option).toBe('--help');
  });
});
