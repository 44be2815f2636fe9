import {
  countJasmine,
  countKarma,
  countPlaywright,
  resultOf,
  type TestStep,
} from './test-steps.ts';

describe('counting tests', () => {
  it('reads Jasmine', () => {
    expect(countJasmine('Ran 12\n128 specs, 0 failures\n')).toEqual({ passed: 128, failed: 0 });
    expect(countJasmine('1 spec, 1 failure')).toEqual({ passed: 0, failed: 1 });
    expect(countJasmine('9 specs, 1 failure, 2 pending specs')).toEqual({ passed: 6, failed: 3 });
  });

  it('reads Karma’s last line', () => {
    const output = 'Chrome: Executed 1 of 14 SUCCESS\rChrome: Executed 14 of 14 SUCCESS (0.1 secs)';
    expect(countKarma(output)).toEqual({ passed: 14, failed: 0 });
    expect(countKarma('Executed 13 of 14 (2 FAILED) (skipped 1)')).toEqual({
      passed: 11,
      failed: 3,
    });
  });

  it('reads Playwright, where flaky and skipped are not passed', () => {
    expect(countPlaywright('\n  14 passed (12.1s)\n')).toEqual({ passed: 14, failed: 0 });
    expect(
      countPlaywright('\n  1 failed\n    a › b\n  1 flaky\n  2 skipped\n  3 passed (4s)'),
    ).toEqual({ passed: 3, failed: 4 });
  });

  it('finds nothing in other output', () => {
    for (const count of [countJasmine, countKarma, countPlaywright]) {
      expect(count('Error: no such file')).toBeUndefined();
    }
  });
});

describe('resultOf', () => {
  const step: TestStep = { name: 'unit', script: ['test:node'], count: countJasmine };

  it('counts a step without tests as one', () => {
    expect(resultOf({ name: 'lint', script: ['lint'] }, 0, '')).toEqual({ passed: 1, failed: 0 });
    expect(resultOf({ name: 'lint', script: ['lint'] }, 1, '')).toEqual({ passed: 0, failed: 1 });
  });

  it('fails a step that ran no test', () => {
    expect(resultOf(step, 0, '0 specs, 0 failures')).toEqual({ passed: 0, failed: 1 });
    expect(resultOf(step, 0, '')).toEqual({ passed: 0, failed: 1 });
  });

  it('fails a step that ended with an error although each test passed', () => {
    expect(resultOf(step, 3, '5 specs, 0 failures')).toEqual({ passed: 5, failed: 1 });
  });
});
