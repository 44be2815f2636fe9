import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/**
 * SHA-256 of the bytes in lower-case hex. JavaScript, because `crypto.subtle` is missing on plain
 * http outside localhost, where a classroom's tablets are.
 */
export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}
