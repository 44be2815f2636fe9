/** A whole number of three-byte groups: chunks encode without padding between them. */
const CHUNK_BYTES = 3 * 4096;
const WHITE_SPACE = [' ', '\t', '\n', '\f', '\r'];

/** Standard base64 with padding (RFC 4648, section 4). */
export function base64FromBytes(bytes: Uint8Array): string {
  const chunks: string[] = [];
  // In chunks: the number of arguments of a call is limited.
  for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
    chunks.push(btoa(String.fromCharCode(...bytes.subarray(start, start + CHUNK_BYTES))));
  }
  return chunks.join('');
}

/** The bytes of standard, padded base64; `undefined` when the text is none. */
export function bytesFromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  // `atob` forgives missing padding and white space, and nothing else.
  if (text.length % 4 !== 0 || WHITE_SPACE.some((space) => text.includes(space))) return undefined;
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    return undefined; // InvalidCharacterError: what was asked for is whether it is base64.
  }
  const bytes = new Uint8Array(binary.length);
  // A loop: `Uint8Array.from` walks the string by its iterator, 20 times slower.
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}
