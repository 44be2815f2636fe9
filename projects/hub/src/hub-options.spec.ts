import { UsageError } from '#command-line';
import { parseHubOptions } from './hub-options.ts';

describe('parseHubOptions', () => {
  it("listens on the seed's port, on this computer only", () => {
    expect(parseHubOptions([])).toEqual({
      ...{ host: '127.0.0.1', port: 8000, folder: undefined },
      https: undefined,
    });
  });

  it('takes port, host and folder', () => {
    expect(
      parseHubOptions(['--port', '0', '--host=0.0.0.0', '--folder', 'releases/current']),
    ).toEqual({
      host: '0.0.0.0',
      port: 0,
      folder: 'releases/current',
      https: undefined,
    });
    expect(parseHubOptions(['--help'])).toBeUndefined();
  });

  it('serves over https, with a certificate of its own or of others', () => {
    expect(parseHubOptions(['--https'])?.https).toEqual({
      port: 8443,
      ...{ given: undefined, names: [], authority: undefined },
    });
    const own = ['--https', '--https-port', '0', '--authority', 'keys'];
    expect(parseHubOptions([...own, '--name', 'School.Example.', 'mnist'])?.https).toEqual({
      port: 0,
      given: undefined,
      ...{ names: ['school.example', 'mnist'], authority: 'keys' },
    });
    const given = ['--https', '--cert', 'a.pem', '--key', 'b.pem'];
    expect(parseHubOptions(given)?.https?.given).toEqual({ cert: 'a.pem', key: 'b.pem' });
  });

  for (const [args, message] of [
    [['--https', '--cert', 'a'], '--cert: expected together with --key, found alone'],
    [['--https', '--key', 'a'], '--key: expected together with --cert, found alone'],
    [['--cert', 'a', '--key', 'b'], '--cert: expected together with --https, found without it'],
    [['--name', 'a'], '--name: expected together with --https, found without it'],
    [['--authority', 'a'], '--authority: expected together with --https, found without it'],
    [
      ['--https', '--cert', 'a', '--key', 'b', '--name', 'c'],
      '--name: expected a certificate of its own, found --cert',
    ],
    [['--https', '--name', 'a b'], '--name: expected names of hosts, found a b'],
    [['--https', '--name', '192.168.1.2'], '--name: expected names of hosts, found 192.168.1.2'],
    [['--https', '--name', '*.local'], '--name: expected names of hosts, found *.local'],
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
