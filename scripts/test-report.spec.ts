import { testReport } from './test-report.ts';

const result = (name: string, seconds: number, passed: number, failed = 0) => ({
  ...{ step: { name, script: [name] as const }, seconds, passed, failed },
  lastLines: [`the end of ${name}`],
});

describe('testReport', () => {
  it('tells steps, the ten slowest tests and, on the last line, the count', () => {
    const times = Array.from({ length: 12 }, (_, i) => ({ name: `test ${i}`, seconds: i / 2 }));
    const lines = testReport({
      results: [result('lint', 31.4, 1), result('units', 9, 41, 2)],
      outcomes: new Map([['units', times]]),
      seconds: 40,
    }).split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'lint          31 s   1',
      'units          9 s   41 passed, 2 FAILED',
      'all of it     40 s',
    ]);
    expect(lines.slice(3, 7)).toEqual([
      '',
      'The slowest tests:',
      '    5.5 s  test 11',
      '    5.0 s  test 10',
    ]);
    expect(lines.filter((line) => /s {2}test/.test(line)).length).toBe(10);
    expect(lines.at(-1)).toBe('42 passed, 2 failed');
  });

  it('tells no tests where none left a time', () => {
    const report = testReport({
      results: [result('lint', 3, 1)],
      outcomes: new Map([['lint', []]]),
      seconds: 3,
    });
    expect(report).toBe('lint           3 s   1\nall of it      3 s\n\n1 passed, 0 failed');
  });

  it('ends with what failed and how: tests by name, and a step whose tests tell nothing by its end', () => {
    const report = testReport({
      results: [result('lint', 3, 0, 1), result('units', 9, 1, 1), result('pages', 9, 1)],
      outcomes: new Map([
        [
          'units',
          [
            { name: 'adds', seconds: 1 },
            { name: 'divides', seconds: 1, failure: 'Expected 3 to be 4.\nby two' },
          ],
        ],
        ['pages', [{ name: 'opens', seconds: 1 }]],
      ]),
      seconds: 21,
    });
    expect(report.slice(report.indexOf('Failed:'))).toBe(
      [
        'Failed:',
        '  lint',
        '    the end of lint',
        '  units: divides',
        '    Expected 3 to be 4.',
        '    by two',
        '',
        '2 passed, 2 failed',
      ].join('\n'),
    );
  });

  it('cuts long failures, whose whole text stands further up', () => {
    const failure = Array.from({ length: 99 }, () => 'x'.repeat(999)).join('\n');
    const report = testReport({
      results: [result('units', 9, 0, 1)],
      outcomes: new Map([['units', [{ name: 'a', seconds: 1, failure }]]]),
      seconds: 9,
    });
    expect(report.length).toBeLessThan(4000);
  });
});
