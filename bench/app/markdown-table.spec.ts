import { markdownTable } from './markdown-table.ts';

describe('markdownTable', () => {
  it('has a line of names, a line under it and a line a row', () => {
    expect(
      markdownTable(
        ['what', 'ours'],
        [
          ['bytes', '12'],
          ['heap', '3 MB'],
        ],
      ),
    ).toBe('| what | ours |\n| --- | --- |\n| bytes | 12 |\n| heap | 3 MB |');
  });

  it('fills short rows up', () => {
    expect(markdownTable(['a', 'b', 'c'], [['1']])).toContain('| 1 |  |  |');
  });
});
