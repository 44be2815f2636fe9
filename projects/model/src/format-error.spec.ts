import { FormatError } from './format-error.ts';

describe('FormatError', () => {
  it('is one line, whatever names and parts of a file hold', () => {
    const { message } = new FormatError('a\nb.json', 'x', 'JSON', 'c\r\n\u001b[2Jd');
    expect(message).toBe('a b.json: x: expected JSON, found c [2Jd');
  });
});
