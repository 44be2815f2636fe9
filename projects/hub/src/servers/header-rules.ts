import { CONTENT_TYPES, HASHED_NAME, responseHeaders } from '../response-headers.ts';

/** The first lines of each file, after its sign for comments. */
export const MADE_BY = [
  'Made by scripts/make-server-files.ts from projects/hub/src/response-headers.ts: change that.',
  'A test asks a real server that runs with this file for what the hub answers.',
] as const;

/** A name with a hash, and one without, to ask for headers. */
const [HASHED, PLAIN] = ['main-ABCDEFGH.js', 'index.html'];

/** What other servers have to be told, in terms that all of them understand. */
export interface HeaderRules {
  /** Of every answer, whatever its status, but for `Cache-Control`. */
  readonly always: readonly (readonly [name: string, value: string])[];
  /** `Cache-Control` of an answer. */
  readonly cache: {
    /** Of every answer but the next ones. */
    readonly usually: string;
    /** Of a file that is there, and has a hash in its name. Nobody may keep for a year that it is missing. */
    readonly hashed: string;
  };
  /** What names with a hash match; PCRE and RE2 read it as JavaScript does. */
  readonly hashedName: string;
  /** Media types by extension, and that of all others. */
  readonly types: readonly (readonly [extension: string, type: string])[];
  readonly otherType: string;
}

/** The rules that the hub follows. */
export function headerRules(): HeaderRules {
  const cacheOf = (path: string): string => responseHeaders(path)['Cache-Control'] ?? '';
  return {
    always: Object.entries(responseHeaders(PLAIN)).filter(([name]) => name !== 'Cache-Control'),
    cache: { usually: cacheOf(PLAIN), hashed: cacheOf(HASHED) },
    hashedName: HASHED_NAME.source,
    types: Object.entries(CONTENT_TYPES),
    otherType: 'application/octet-stream',
  };
}

/** Lines of a comment. */
export function commentLines(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `# ${line}`);
}

/** A value in double quotes, as all of these servers read it. */
export function quoted(value: string): string {
  return `"${value.replace(/["\\]/g, '\\$&')}"`;
}

/** Where a server listens, and what it serves. */
export interface Site {
  readonly port: number;
  /** The folder of the built app. */
  readonly root: string;
}

/** What stands in the files until somebody changes it. */
export const EXAMPLE_SITE: Site = { port: 8080, root: '/srv/mnist-mlp-visualizer' };
