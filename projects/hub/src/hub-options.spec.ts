import { UsageError } from '#command-line';
import { parseHubOptions } from './hub-options.ts';

describe('parseHubOptions', () => {
  it("listens on the seed's port, on this computer only", () => {
    expect(parseHubOptions([])).toEqual({ host: '127.0.0.1', port: 8000, folder: undefined });
  });

  it('takes port, host and folder', () => {
    expect(
      parseHubOptions(['--port', '0', '--host=0.0.0.0', '--folder', 'releases/current']),
    ).toEqual({
      host: '0.0.0.0',
      port: 0,
      folder: 'releases/current',
    });
    expect(parseHubOptions(['--help'])).toBeUndefined();
  });

  for (const [args, message] of [
    [['--port', 'abc'], '--port: expected a whole number from 0 to 65535, found abc'],
    [['--port=-1'], '--port: expected a whole number from 0 to 65535, found -1'],
    [['--port', '65536'], '--port: expected a whole number from 0 to 65535, found 65536'],
    [['--port', '80.5'], '--port: expected a whole number from 0 to 65535, found 80.5'],
    [['--host='], '--host: expected an address, found nothing'],
    [['--folder='], '--folder: expected a folder, found nothing'],
    [['--port', '-5'], '--port: expected a whole number from 0 to 65535, found -5'],
    [
      ['--prot', '80'],
      '--prot: expected a known option (perhaps --port), found an unknown one; --help lists the options',
    ],
  ] as const) {
    it(`says what is allowed for ${args.join(' ')}`, () => {
      expect(() => parseHubOptions(args)).toThrowError(UsageError, message);
    });
  }
});
