import { JsonField, parseJson } from '#model';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { HubError } from '../hub-error.ts';
import { parseReleaseList, RELEASE_LIST } from '../release-list.ts';
import { hasHashedName } from '../response-headers.ts';
import { commentLines, headerRules } from './header-rules.ts';

const INDEX = 'index.html';
/** The service worker's list of files, with their SHA-1. */
const WORKER_LIST = 'ngsw.json';
const COMPRESSED = /\.(?:br|gz)$/;
/** Cloudflare ignores what is beyond. */
const MOST_RULES = 100;
const CHARSET = /<meta charset="utf-8"\s*\/?>/i;
/** A page cannot say itself who may show it in a frame (CSP 3, 6.4.2). */
const ONLY_AS_HEADER = /(?:^|; )frame-ancestors [^;]*/;

/** Without it Cloudflare would answer every missing file with the app's page. */
const NOT_FOUND = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Not found</title>
<p>There is no such file here. If the app asked for it, reload the app: it may have been built anew.</p>
</html>
`;

/**
 * Makes a folder for hosts that take files and ask no questions: GitHub Pages, Netlify, Cloudflare Pages. It has the
 * built app without its compressed files, the security policy inside the page for hosts without headers, a page for
 * what is not there, and `_headers`.
 * @returns how many files of the app are in it
 * @throws HubError, FormatError when the app is not built as expected
 */
export function makeStaticHost(app: string, target: string): number {
  const list = join(app, RELEASE_LIST);
  const paths = parseReleaseList(readFileSync(list, 'utf8'), list)
    .map(({ path }) => path)
    .filter((path) => !COMPRESSED.test(path));
  rmSync(target, { recursive: true, force: true });
  for (const path of paths) {
    mkdirSync(dirname(join(target, path)), { recursive: true });
    cpSync(join(app, path), join(target, path));
  }
  const page = withPolicy(readFileSync(join(app, INDEX), 'utf8'));
  const workerList = join(app, WORKER_LIST);
  writeFileSync(join(target, INDEX), page);
  const changed = withHash(readFileSync(workerList, 'utf8'), workerList, page);
  writeFileSync(join(target, WORKER_LIST), changed);
  writeFileSync(join(target, '404.html'), NOT_FOUND);
  // GitHub leaves out files whose names begin with _, unless told not to.
  writeFileSync(join(target, '.nojekyll'), '');
  writeFileSync(join(target, '_headers'), headersFile(paths));
  return paths.length;
}

/**
 * Rules for Netlify and Cloudflare Pages. Without a rule of ours, both have browsers ask again for every file; so only
 * files with a hash have one, each by its whole name: `*.js` would keep an old service worker for a year.
 */
export function headersFile(paths: readonly string[]): string {
  const { always, cache } = headerRules();
  const rules = [
    ['/*', ...always.map(([name, value]) => `  ${name}: ${value}`)],
    ...paths.filter(hasHashedName).map((path) => [`/${path}`, `  Cache-Control: ${cache.hashed}`]),
  ];
  if (rules.length > MOST_RULES)
    throw new HubError(`_headers: expected at most ${MOST_RULES} rules, found ${rules.length}`);
  const comment = commentLines(['Made by scripts/make-static-host.ts, for this build.']);
  return `${[...comment, ...rules.flat()].join('\n')}\n`;
}

function withPolicy(html: string): string {
  const [, policy = ''] =
    headerRules().always.find(([name]) => name === 'Content-Security-Policy') ?? [];
  const content = policy.replace(ONLY_AS_HEADER, '');
  if (!CHARSET.test(html)) throw new HubError(`${INDEX}: expected a <meta charset>, found none`);
  return html.replace(
    CHARSET,
    (charset) => `${charset}<meta http-equiv="Content-Security-Policy" content="${content}">`,
  );
}

function withHash(text: string, file: string, page: string): string {
  const list = parseJson(text, file);
  const fields = new JsonField(file, list);
  const index = fields.get('index').string();
  fields.get('hashTable').get(index).string();
  const sha1 = createHash('sha1').update(page).digest('hex');
  const { hashTable, ...rest } = list as { readonly hashTable: Readonly<Record<string, string>> };
  return `${JSON.stringify({ ...rest, hashTable: { ...hashTable, [index]: sha1 } }, null, 2)}\n`;
}
