import { BLANK_DRAWING, type LabelledDrawing } from '#model';
import { drawingsBy, parseWriterChoice, type WriterChoice } from './choose-writers.ts';

const by = (...writers: (string | undefined)[]): LabelledDrawing[] =>
  writers.map((writer) => ({
    digit: 1,
    drawing: BLANK_DRAWING,
    ...(writer !== undefined && { writer }),
  }));

describe('parseWriterChoice', () => {
  it('takes odd, even and names', () => {
    expect(parseWriterChoice('odd')).toBe('odd');
    expect(parseWriterChoice('even')).toBe('even');
    expect(parseWriterChoice('Ada, 12,odd')).toEqual(['Ada', '12', 'odd']);
  });

  it('takes no list with a gap', () => {
    for (const text of ['', 'a,', ',', 'a,,b']) expect(parseWriterChoice(text)).toBeUndefined();
  });
});

describe('drawingsBy', () => {
  const drawings = by('1', '2', 'Ada', undefined, '13', '2', '');
  const writers = (choice: WriterChoice) =>
    drawingsBy(drawings, choice).map(({ writer }) => writer);

  it('takes numbers for odd and even, and nobody else', () => {
    expect(writers('odd')).toEqual(['1', '13']);
    expect(writers('even')).toEqual(['2', '2']);
    expect(writers(['Ada', '2'])).toEqual(['2', 'Ada', '2']);
  });

  it('says whom there is where someone is missing', () => {
    expect(() => drawingsBy(by('1', '3'), 'even')).toThrowError(
      RangeError,
      'writers: expected some of 1, 3; found no even one',
    );
    expect(() => drawingsBy(by('1', '3'), ['1', 'Ada'])).toThrowError(
      RangeError,
      'writers: expected some of 1, 3; found Ada',
    );
    expect(() => drawingsBy(by(undefined), 'odd')).toThrowError(
      RangeError,
      'writers: expected none, as no drawing has a writer; found odd',
    );
    const many = by(...Array.from({ length: 41 }, (_, index) => `w${index}`));
    expect(() => drawingsBy(many, ['x'])).toThrowError(RangeError, /w38, w39, …; found x$/);
  });
});
