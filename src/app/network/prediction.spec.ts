import fc from 'fast-check';
import { checkedQuestion, questionLength, typedQuestion } from './prediction.ts';

describe('a question before a run', () => {
  it('is text in a line, markup or not', () => {
    for (const question of ['Why?', '<img src=x onerror=alert(1)>', 'Warum „30 %“ – ü?', '7️⃣ 7?']) {
      expect(checkedQuestion(question, 'link', 'ask')).toBe(question);
    }
  });

  it('is as long as people count it', () => {
    expect(questionLength('🙂🙂')).toBe(2);
    expect(checkedQuestion('🙂'.repeat(120), 'link', 'ask')).toBe('🙂'.repeat(120));
    expect(() => checkedQuestion('x'.repeat(121), 'link', 'ask')).toThrowError(
      'link: ask: expected 1 to 120 characters in a line, without space around them, found 121 characters',
    );
  });

  it('is refused where it is empty or would not stay in a line', () => {
    const refused = [
      '',
      ' ',
      ' a',
      'a ',
      'a\nb',
      'a\u0000',
      'a\u2028b',
      'a\u202Eb',
      'a\uD800',
      'a\u2067b',
      'a\uFFFD',
      'a  b',
    ];
    for (const question of refused) {
      expect(() => checkedQuestion(question, 'link', 'ask')).toThrowMatching(
        (error: Error) => error.name === 'FormatError',
      );
    }
  });

  it('is what was typed, in a line', () => {
    expect(typedQuestion('  Was\npassiert,\t wenn … ')).toBe('Was passiert, wenn …');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const typed = typedQuestion(text);
        if (typed !== '') expect(checkedQuestion(typed, 'link', 'ask')).toBe(typed);
      }),
    );
  });
});
