import { FormatError } from './format-error.ts';

/**
 * Decodes a text file from any system: UTF-8, or UTF-16 as editors and shells on Windows write it, with or without a
 * byte order mark, if it starts with an ASCII character, as JSON does.
 * @param file name or URL for error messages
 * @throws FormatError for any other encoding, which would otherwise be misread silently
 */
export function decodeText(bytes: Uint8Array | ArrayBuffer, file: string): string {
  const view = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  const encoding = encodingOf(view);
  try {
    // The byte order mark is not part of the text: the decoder removes it.
    return new TextDecoder(encoding, { fatal: true }).decode(view);
  } catch {
    // TypeError: invalid in this encoding; RangeError: the platform does not know the encoding.
    const first = Array.from(view.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0'));
    const found = `bytes that are none, in a file that begins with ${first.join(' ')}`;
    throw new FormatError(file, 'the file', `text in ${encoding.toUpperCase()}`, found);
  }
}

function encodingOf([first, second]: Uint8Array): string {
  const isLittle = (first === 0xff && second === 0xfe) || (second === 0 && first !== 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  if (isLittle) return 'utf-16le';
  return isBig && second !== undefined ? 'utf-16be' : 'utf-8';
}
