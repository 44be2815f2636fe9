/** What a request asks for. */
export interface RequestPath {
  /** Decoded, from the first slash on. */
  readonly path: string;
  /** With its question mark, as it came; empty when there is none. */
  readonly query: string;
}

/**
 * Reads a request's target: a path, or the whole address that is sent to a proxy (RFC 9112, 3.2). Nothing is
 * resolved, so `..`, `//` and backslashes are parts of names that no file has.
 * @returns undefined when it is neither, or is not UTF-8 behind its percent signs
 */
export function parseRequestPath(target: string): RequestPath | undefined {
  const match = /^(?:https?:\/\/[^/?#]*)?(?<path>\/[^?#]*|(?=[?#]|$))(?<query>\?[^#]*)?/i.exec(
    target,
  );
  if (!match?.groups || target === '') return undefined;
  const { path = '', query = '' } = match.groups;
  try {
    return { path: decodeURIComponent(path === '' ? '/' : path), query };
  } catch (error) {
    if (error instanceof URIError) return undefined; // Percent signs without UTF-8 behind them.
    throw error;
  }
}
