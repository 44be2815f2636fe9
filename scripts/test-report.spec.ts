import { testReport } from './test-report.ts';

const result = (name: string, seconds: number, passed: number, failed = 0) => ({
  ...{ step: { name, script: [name] as const }, seconds, passed, failed },
});

describe('testReport', () => {
  it('tells steps, the ten slowest tests and, on the last line, the count', () => {
    const times = Array.from({ length: 12 }, (_, i) => ({ name: `test ${i}`, seconds: i / 2 }));
    const lines = testReport([result('lint', 31.4, 1), result('units', 9, 41, 2)], times, 40).split(
      '\n',
    );
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
    expect(testReport([result('lint', 3, 1)], [], 3)).toBe(
      'lint           3 s   1\nall of it      3 s\n\n1 passed, 0 failed',
    );
  });
});
