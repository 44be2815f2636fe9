/** The target of a request. */
export interface RequestPath {
  /** Decoded, starting with the first slash. */
  readonly path: string;
  /** With its question mark, unchanged; empty when there is none. */
  readonly query: string;
}

/**
 * Parses a request's target: a path, or an absolute URL as sent to a proxy (RFC 9112, 3.2). Nothing is resolved, so
 * `..`, `//` and backslashes are parts of names that no file has.
 * @returns undefined when it is neither, or its percent-encoding is not UTF-8
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
    if (error instanceof URIError) return undefined; // The percent-encoding is not UTF-8.
    throw error;
  }
}
