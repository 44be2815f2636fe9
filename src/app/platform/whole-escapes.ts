/** What stands for something that cannot be read (U+FFFD), as an address writes it. */
const UNREADABLE = '%EF%BF%BD';

/**
 * A path whose escapes can all be decoded: one that was cut off in the middle of a character, as chats do with long
 * addresses, says there that something is missing. Angular's router would leave the whole address aside without a word.
 */
export function wholeEscapes(path: string): string {
  return path.replaceAll(/(?:%[0-9a-f]{2})+|%/gi, (escapes) => {
    try {
      // Written anew: a minifier drops a call whose result nobody uses, though this one may throw.
      return encodeURIComponent(decodeURIComponent(escapes));
    } catch (error) {
      // URIError: half a character, or a percent sign alone.
      if (error instanceof URIError) return UNREADABLE;
      throw error;
    }
  });
}
