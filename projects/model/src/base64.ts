/** A whole number of three-byte groups, so that chunks are encoded without padding between them. */
const CHUNK_BYTES = 3 * 4096;
const WHITE_SPACE = [' ', '\t', '\n', '\f', '\r'];

/** Standard base64 with padding (RFC 4648, section 4). */
export function base64FromBytes(bytes: Uint8Array): string {
  const chunks: string[] = [];
  // In chunks, because a call takes a limited number of arguments.
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    chunks.push(btoa(String.fromCharCode(...bytes.subarray(start, start + CHUNK_BYTES))));
  }
  return chunks.join('');
}

/** Decodes standard, padded base64; `undefined` when the text is not valid. */
export function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  // `atob` tolerates missing padding and white space, but nothing else.
  if (text.length % 4 !== 0 || WHITE_SPACE.some((space) => text.includes(space))) return undefined;
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    return undefined; // InvalidCharacterError: not base64, which is a valid answer here.
  }
  const bytes = new Uint8Array(binary.length);
  // A loop: `Uint8Array.from` uses the string's iterator, which is 20 times slower.
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
