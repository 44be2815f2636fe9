import { remarkText } from './remark.ts';

describe('remarkText', () => {
  it('is one line, whatever names hold', () => {
    const names = ['a\nb', 'c'.repeat(100)];
    const text = remarkText({ kind: 'unusedFiles', names });
    expect(text).toBe(`files that are not part of it: "a\\nb", "${'c'.repeat(60)}…"`);
  });

  it('says each kind of remark in words of its own', () => {
    const texts = [
      remarkText({ kind: 'renamedFiles', count: 2 }),
      remarkText({ kind: 'unverified', count: 2 }),
      remarkText({ kind: 'folded', operators: ['Sub', 'Div'] }),
      remarkText({ kind: 'linearHidden', layers: [1] }),
      remarkText({ kind: 'ignoredOutputs', names: ['label'] }),
      remarkText({ kind: 'newerOperators', version: 30, known: 25 }),
      remarkText({ kind: 'changedSince' }),
    ];
    expect(new Set(texts).size).toBe(texts.length);
    expect(texts[2]).toBe('folded into the weights: Sub, Div');
  });
});
