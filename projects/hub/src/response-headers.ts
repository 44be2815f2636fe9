/**
 * The security policy of the app. It allows our own script files and WebAssembly; markup and script addresses go
 * through Trusted Types (`angular` is Angular's own policy, `default` the app's).
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'self'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "worker-src 'self'",
  "object-src 'none'",
  "base-uri 'self'",
  "form-action 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types angular default',
].join('; ');

/** Angular's builder puts a content hash into these names, so their bytes never change. */
export const HASHED_NAME = /-[\w-]{8}\.(?:js|css|wasm|woff2)$/;
const YEAR_S = 31_536_000;

/** Media types by file extension. */
export const CONTENT_TYPES: Readonly<Record<string, string>> = {
  bin: 'application/octet-stream',
  css: 'text/css',
  gif: 'image/gif',
  html: 'text/html;charset=utf-8',
  ico: 'image/x-icon',
  jpg: 'image/jpeg',
  js: 'text/javascript',
  json: 'application/json',
  map: 'application/json',
  md: 'text/markdown;charset=utf-8',
  mjs: 'text/javascript',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain;charset=utf-8',
  wasm: 'application/wasm',
  webmanifest: 'application/manifest+json',
  webp: 'image/webp',
  woff2: 'font/woff2',
};

/** Whether a file's name contains a hash of its bytes, which makes them the same in every release. */
export function hasHashedName(path: string): boolean {
  return HASHED_NAME.test(path);
}

/** The media type of a file by its name; plain bytes if the name is unknown. */
export function contentType(path: string): string {
  const [extension = ''] = /[^./]+$/.exec(path.toLowerCase()) ?? [];
  return CONTENT_TYPES[extension] ?? 'application/octet-stream';
}

/**
 * The headers of every response. The opener and embedder policies make the page cross-origin isolated, which workers
 * need to share memory.
 * @param path of the request, without its query
 */
export function responseHeaders(path: string): Readonly<Record<string, string>> {
  return {
    'Cache-Control': hasHashedName(path) ? `public, max-age=${YEAR_S}, immutable` : 'no-cache',
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
