import { isInsideExport } from './shard-path.ts';

describe('isInsideExport', () => {
  const inside = [
    ...['000.json', 'w/000_initial.json', './w/0.json', 'a/b/c.json', 'my weights/0.json'],
    ...[
      'größe/0.json',
      '重み/0.json',
      '😀/0.json',
      "it's (1)/0.json",
      'a+b&c=d/0.json',
      '..x/y..json',
    ],
  ];
  it('takes a path that begins at the folder more than once', () => {
    expect(isInsideExport('./././w/0.json')).toBeTrue();
  });

  for (const path of inside) {
    it(`accepts ${JSON.stringify(path)}`, () => {
      expect(isInsideExport(path)).toBeTrue();
    });
  }

  const elsewhere = [
    ...['', '.', './', '..', '../x', 'a/..', 'a/../../x', './../x', 'a/./b', 'a//b', './/a', 'a/'],
    ...['/etc/passwd', '//host/x', '///x', '\\\\host\\x', '\\x', 'a\\b', '..\\x', 'a/..\\..\\x'],
    ...['%2e%2e/x', '.%2e/x', '%2E./x', 'a/%2e%2e/%2e%2e/x', '%252e%252e/x', '..%2fx', 'a%5cb'],
    ...[
      '.\t./x',
      '.\n./x',
      '\t../x',
      'a\r/x',
      'a\u0000b',
      ' /x',
      ' ../x',
      'x ',
      '\u001fx',
      '\ud800',
    ],
    ...['http://x.test/a', 'HTTP:a', 'http:/a', 'file:///a', 'data:,{}', 'blob:x', 'javascript:0'],
    ...['.. /x', 'a/.. /.. /x', 'a/. ./x', '.../x', 'a/ /x'],
    ...['C:/x', 'c:x', 'a/b:c', 'a?b', 'a#b', '?', '#', '50%/0.json', '%', '%41/0.json'],
  ];
  for (const path of elsewhere) {
    it(`refuses ${JSON.stringify(path)}`, () => {
      expect(isInsideExport(path)).toBeFalse();
    });
  }
});
