import { formatDrawingsReport, formatReport } from './format-report.ts';

describe('formatReport', () => {
  const labelled = {
    ...{ accuracy: 0.75, accuracyAnswered: 0.8, namedWrongly: 0.125, calibrationError: 0.0123 },
    confusion: [
      [100, 0, 20],
      [0, 0, 0],
      [40, 0, 1],
    ],
  };

  it('has a line for each digit and the confusion matrix, in columns', () => {
    expect(formatReport({ images: 161, notADigit: 0.1, unsure: 0.05, labelled })).toBe(
      [
        'accuracy 75.00 % of 161 images',
        'not a digit: 10.00 % of 161 images; accuracy of the others 80.00 %',
        'unsure: 5.00 %; named: 85.00 %, of these wrongly 12.50 %',
        'calibration error 1.23 %',
        '',
        '  digit  images   recall  precision',
        // 100 of 120 that are 0, 100 of 140 that were said to be 0.
        '      0     120  83.33 %    71.43 %',
        '      1       0        -          -',
        '      2      41   2.44 %     4.76 %',
        '',
        'rows: the label; columns: the answer',
        '         0    1    2',
        '    0  100    ·   20',
        '    1    ·    ·    ·',
        '    2   40    ·    1',
      ].join('\n'),
    );
  });

  it('says without labels what the app does with the images', () => {
    expect(formatReport({ images: 4, notADigit: 0.25, unsure: 0.5 })).toBe(
      'not a digit: 25.00 % of 4 images; unsure: 50.00 %',
    );
  });

  it('rounds no share below nothing', () => {
    // 1 - 0.9 - 0.1 is a little less than 0.
    const text = formatReport({ images: 10, notADigit: 0.9, unsure: 0.1, labelled });
    expect(text).toMatch(/; named: 0\.00 %,/);
  });
});

describe('the report of drawings', () => {
  const writer = { images: 1, accuracy: 1, namedWrongly: 0, unsure: 0, notADigit: 0 };
  const nameIn = (name: string | null): string => {
    const text = formatDrawingsReport({ writers: [{ ...writer, writer: name }] });
    return (text.split('\n')[1] ?? '').replace(/ +1 +100\.00 %.*$/, '').trimStart();
  };

  it('shortens names over 24 letters, and puts what is no letter apart', () => {
    expect(nameIn('a'.repeat(24))).toBe('a'.repeat(24));
    expect(nameIn('a'.repeat(25))).toBe(`${'a'.repeat(23)}…`);
    expect(nameIn('Ada\t\nLovelace')).toBe('Ada Lovelace');
    expect(nameIn(null)).toBe('no name');
  });

  it('has only the parts that there are, a line between them', () => {
    const noDigits = { images: 8, notADigit: 0.5, unsure: 0.25 };
    expect(formatDrawingsReport({ writers: [], noDigits })).toBe(
      'drawings of no digit: 8; not a digit: 50.00 %, unsure: 25.00 %, named all the same: 25.00 %',
    );
    const both = formatDrawingsReport({ writers: [], noDigits, digits: noDigits });
    expect(both).toMatch(/^not a digit: 50\.00 % of 8 images; unsure: 25\.00 %\n\ndrawings/);
  });
});
