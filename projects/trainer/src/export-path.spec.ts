import { FormatError, isInsideExport } from '#model';
import { exportStem } from './export-path.ts';

describe('exportStem', () => {
  const readable = [
    ...['w', 'mlp_weights', 'my weights', 'größe', '重み', '😀', 'a.b', 'run-10.30', "it's (1)"],
    ...['a+b&c=d', 'console', 'comet1', 'previous', 'a.previous.b', 'x'.repeat(200)],
  ];
  for (const stem of readable) {
    it(`takes ${stem.slice(0, 30)}.json, whose snapshots readers find`, () => {
      expect(exportStem(`some/folder: 50%/${stem}.json`)).toBe(stem);
      expect(isInsideExport(`${stem}/000_initial.json`)).toBeTrue();
    });
  }

  const refused: [string, RegExp][] = [
    ['weights', /a file name ending in \.json, found weights$/],
    ['w.JSON', /a file name ending in \.json/],
    ['w.json/', /a file name ending in \.json/],
    ['x/.json', /neither begins nor ends with a dot or a space, found "\.json"$/],
    ...['..json', '...json', '.hidden.json', 'x..json', 'x .json', ' x.json', ' .json'].map(
      (path): [string, RegExp] => [path, /neither begins nor ends with a dot or a space/],
    ),
    ...['net.previous', 'net.staging', 'a.Previous'].map((stem): [string, RegExp] => [
      `${stem}.json`,
      /a name without \.staging or \.previous at its end/,
    ]),
    ['run-10:30.json', /a name without .*, found ":" in "run-10:30\.json"$/],
    ...['run#1', 'a?b', '50%', '%2e%2e', 'a*b', 'a|b', 'a"b', '<x>', 'a\\b', 'a\tb', 'a\nb'].map(
      (stem): [string, RegExp] => [`${stem}.json`, /a name without < > : " \/ \\ | \? \* # %/],
    ),
    ...['con', 'NUL', 'aux.old', 'Com1', 'lpt9.x', 'conin$'].map((stem): [string, RegExp] => [
      `out/${stem}.json`,
      /a name that is no device on Windows/,
    ]),
    [`${'x'.repeat(201)}.json`, /at most 200 bytes before \.json, found 201$/],
    [`${'ü'.repeat(101)}.json`, /at most 200 bytes before \.json, found 202$/],
  ];
  for (const [path, message] of refused) {
    it(`refuses ${JSON.stringify(path.slice(0, 30))}`, () => {
      expect(() => exportStem(path)).toThrowError(FormatError, message);
    });
  }
});
