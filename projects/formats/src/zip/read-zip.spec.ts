import { FormatError } from '#model';
import { deflateRawSync } from 'node:zlib';
import { buildZip, type BuiltEntry } from '../../testing/zip-builder.ts';
import { readZip } from './read-zip.ts';

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const entry = (more: Partial<BuiltEntry> = {}): BuiltEntry => ({
  ...{ name: 'a.json', data: text('{"a": 1}'.repeat(50)) },
  ...more,
});
const unpacked = (bytes: Uint8Array<ArrayBuffer>): string[][] =>
  readZip(bytes, 'x.zip').map((file) => [file.name, new TextDecoder().decode(file.bytes)]);

describe('readZip', () => {
  const content = '{"a": 1}'.repeat(50);

  it('reads deflated and stored entries', () => {
    const zip = buildZip([entry(), entry({ name: 'b/ü.json', method: 0 })]);
    expect(unpacked(zip)).toEqual([
      ['a.json', content],
      ['b/ü.json', content],
    ]);
  });

  it('reads entries whose sizes stand behind them, and a comment at the end', () => {
    const zip = buildZip([entry({ hasDescriptor: true })], { comment: 'made by hand' });
    expect(unpacked(zip)).toEqual([['a.json', content]]);
  });

  it('leaves out folders, and reads an empty file', () => {
    const folder = entry({ name: 'b/', data: text(''), method: 0 });
    const zip = buildZip([folder, entry({ name: 'b/none', data: text('') })]);
    expect(unpacked(zip)).toEqual([['b/none', '']]);
  });

  it('takes backslashes for slashes', () => {
    expect(unpacked(buildZip([entry({ name: 'b\\a.json' })]))[0]?.[0]).toBe('b/a.json');
  });

  it('reads data that is longer than what is inflated at a time', () => {
    const data = Uint8Array.from({ length: 400_000 }, (_, i) => (i * i * 31) >>> 7);
    expect(readZip(buildZip([entry({ data })]), 'x.zip')[0]?.bytes).toEqual(data);
  });

  const many = Array.from({ length: 201 }, (_, i) => entry({ name: `${i}`, data: text('a') }));
  const large = Array.from({ length: 3 }, (_, i) => entry({ name: `${i}`, inflatedSize: 45e6 }));
  const bomb = entry({ stored: deflateRawSync(new Uint8Array(40e6)), inflatedSize: 1000 });
  const whole = buildZip([entry()]);
  const cases: [string, Uint8Array<ArrayBuffer>, string][] = [
    [
      'a wrong CRC-32',
      buildZip([entry({ crc: 1 })]),
      'entry "a.json": expected CRC-32 00000001, found',
    ],
    [
      'a password',
      buildZip([entry({ flags: 1 })]),
      'expected no encryption: pack it without a password, found encryption',
    ],
    [
      'another method',
      buildZip([entry({ method: 14 })]),
      'expected method 0 (stored) or 8 (deflate), found method 14',
    ],
    [
      'two of a name',
      buildZip([entry(), entry()]),
      'expected a name of its own, found two of that name',
    ],
    [
      'a way out',
      buildZip([entry({ name: '../a.json' })]),
      'expected a relative path that stays inside the zip, found "../a.json"',
    ],
    [
      'a way out with backslashes',
      buildZip([entry({ name: 'b\\..\\..\\a.json' })]),
      'expected a relative path that stays inside',
    ],
    [
      'an absolute path',
      buildZip([entry({ name: '/etc/a.json' })]),
      'expected a relative path that stays inside',
    ],
    [
      'a drive',
      buildZip([entry({ name: 'C:/a.json' })]),
      'expected a relative path that stays inside',
    ],
    [
      'a control character in a name',
      buildZip([entry({ name: 'a\nb' })]),
      'entry "a\\nb": expected a relative path',
    ],
    ['too many entries', buildZip(many), 'entries: expected at most 200, found 201'],
    [
      'an entry that is too large',
      buildZip([entry({ inflatedSize: 51e6 })]),
      'expected at most 50 MB, found 51.0 MB',
    ],
    ['too much in all', buildZip(large), 'inflated size: expected at most 120 MB, found 135.0 MB'],
    [
      'more than is announced',
      buildZip([bomb]),
      'expected 1000 bytes, deflated, found more than 1000',
    ],
    [
      'less than is announced',
      buildZip([entry({ inflatedSize: 401 })]),
      'expected 401 bytes, deflated, found 400',
    ],
    [
      'stored data of two sizes',
      buildZip([entry({ method: 0, inflatedSize: 9 })]),
      'expected 9 bytes, as it is stored without compression, found 400',
    ],
    [
      'what does not inflate',
      buildZip([entry({ stored: text('\u0007xxxxxxxx') })]),
      'expected 400 bytes, deflated, found data that does not inflate',
    ],
    [
      'data beyond the end',
      buildZip([entry({ storedSize: 1e6 })]),
      'its header and 1000000 bytes, found none at byte 0',
    ],
    ['zip64 sizes', buildZip([entry({ inflatedSize: 0xffffffff })]), 'found zip64'],
    ['a zip64 directory', buildZip([entry()], { count: 0xffff }), 'found zip64'],
    [
      'several parts',
      buildZip([entry()], { disks: 1 }),
      'expected a zip in one part, found part 2',
    ],
    [
      'entries that are missing',
      buildZip([entry()], { count: 2 }),
      'entry 2: expected one of 2, found none in the directory',
    ],
    [
      'a directory beyond the end',
      buildZip([entry()], { size: 1e6 }),
      'the directory: expected to lie before byte',
    ],
    [
      'a zip that is cut off',
      whole.slice(0, -30),
      'the end: expected the directory of a whole zip, found none: it is cut off',
    ],
  ];
  for (const [what, zip, message] of cases) {
    it(`refuses ${what}`, () => {
      const read = (): unknown => readZip(zip, 'x.zip');
      expect(read).toThrowError(FormatError, /^x\.zip: [^\n]*$/);
      expect(read).toThrowMatching(({ message: found }: Error) => found.includes(message));
    });
  }
});
