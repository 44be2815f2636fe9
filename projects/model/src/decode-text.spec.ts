import { decodeText } from './decode-text.ts';
import { FormatError } from './format-error.ts';

const JSON_TEXT = '{\r\n  "größe": "😀"\r\n}\r\n';

function utf16(text: string, isLittle: boolean): number[] {
  const codes = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return codes.flatMap((code) => (isLittle ? [code & 255, code >> 8] : [code >> 8, code & 255]));
}

describe('decodeText', () => {
  const utf8 = [...new TextEncoder().encode(JSON_TEXT)];
  const encodings: [string, number[]][] = [
    ['UTF-8', utf8],
    ['UTF-8 with a mark', [0xef, 0xbb, 0xbf, ...utf8]],
    ['UTF-16LE', utf16(JSON_TEXT, true)],
    ['UTF-16LE with a mark', [0xff, 0xfe, ...utf16(JSON_TEXT, true)]],
    ['UTF-16BE', utf16(JSON_TEXT, false)],
    ['UTF-16BE with a mark', [0xfe, 0xff, ...utf16(JSON_TEXT, false)]],
  ];
  for (const [name, bytes] of encodings) {
    it(`reads ${name}`, () => {
      expect(decodeText(Uint8Array.from(bytes), 'w.json')).toBe(JSON_TEXT);
      expect(decodeText(Uint8Array.from(bytes).buffer, 'w.json')).toBe(JSON_TEXT);
    });
  }

  it('decodes empty files', () => {
    for (const bytes of [[], [0xef, 0xbb, 0xbf], [0xff, 0xfe]]) {
      expect(decodeText(Uint8Array.from(bytes), 'w.json')).toBe('');
    }
  });

  it('refuses other encodings and incomplete letters, naming the file', () => {
    for (const bytes of [
      [0x7b, 0xfc, 0x7d],
      [0xff, 0xfe, 0x7b],
      [0xef, 0xbb, 0xbf, 0xc3],
    ]) {
      expect(() => decodeText(Uint8Array.from(bytes), 'w.json')).toThrowError(
        FormatError,
        /^w\.json: the file: expected text in UTF-(8|16LE), found bytes that are none/,
      );
    }
  });

  it('takes neither half of a mark, nor zeros, for UTF-16', () => {
    for (const bytes of [
      [0xff, 0x41],
      [0x41, 0xfe],
      [0xfe, 0x41],
      [0x41, 0xff],
    ]) {
      expect(() => decodeText(Uint8Array.from(bytes), 'w.json')).toThrowError(/text in UTF-8,/);
    }
    expect(decodeText(Uint8Array.of(0), 'w.json')).toBe('\0');
    expect(decodeText(Uint8Array.of(0, 0), 'w.json')).toBe('\0\0');
  });

  it('tells the first four bytes of what it refuses', () => {
    expect(() => decodeText(Uint8Array.of(0x7b, 0x0a, 0xfc, 0x7d, 0x20), 'w.json')).toThrowError(
      'w.json: the file: expected text in UTF-8, ' +
        'found bytes that are none, in a file that begins with 7b 0a fc 7d',
    );
  });
});
