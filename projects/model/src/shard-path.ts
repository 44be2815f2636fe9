/** Stands for wherever a manifest lies; the parser of special schemes is the one that browsers use. */
const FOLDER = new URL('http://export.invalid/folder/');

/**
 * Whether a manifest's path names the same file inside the manifest's own folder to whoever resolves it
 * as a URL and to whoever resolves it as a file: a manifest from a stranger must not make the app or the
 * trainer reach elsewhere. What the URL parser would change (`..`, `%2e`, tabs, backslashes, a scheme, a
 * query, spaces at the ends) is refused for that reason alone; colons are drives and streams on Windows,
 * which takes dots and spaces at the end of a name for nothing: `.. ` is `..` there.
 */
export function isInsideExport(path: string): boolean {
  const plain = path.replace(/^(\.\/)+/, '');
  if (/[\\:\p{Cc}]|(^|\/)[. ]*(\/|$)/u.test(plain)) return false;
  try {
    const { origin, pathname } = new URL(path, FOLDER);
    return origin === FOLDER.origin && decodeURIComponent(pathname) === FOLDER.pathname + plain;
  } catch {
    // TypeError of URL, URIError of decodeURIComponent: nothing that could be resolved.
    return false;
  }
}
