/** An example address of a manifest; special schemes are parsed as in browsers. */
const FOLDER = new URL('http://export.invalid/folder/');

/**
 * Whether a manifest's path names the same file inside the manifest's own folder, both as a URL and as a file: a
 * manifest from a stranger must not make the app or the trainer reach anywhere else. This excludes everything that
 * the URL parser would change (`..`, `%2e`, tabs, backslashes, a scheme, a query, spaces at the ends). Colons stand
 * for drives and streams on Windows, which also ignores dots and spaces at the end of a name: there, `.. ` means
 * `..`.
 */
export function isInsideExport(path: string): boolean {
  const plain = path.replace(/^(\.\/)+/, '');
  if (/[\\:\p{Cc}]|(^|\/)[. ]*(\/|$)/u.test(plain)) return false;
  try {
    const { origin, pathname } = new URL(path, FOLDER);
    return origin === FOLDER.origin && decodeURIComponent(pathname) === FOLDER.pathname + plain;
  } catch {
    // TypeError of URL, URIError of decodeURIComponent: it cannot be resolved.
    return false;
  }
}
