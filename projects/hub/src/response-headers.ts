/**
 * The policy that the app runs under. Scripts are files of ours and WebAssembly; markup and script
 * addresses go through Trusted Types (`angular` is Angular's own policy, `default` the app's).
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

/** Angular's builder writes a content hash into these names: their bytes never change. */
const HASHED_NAME = /-[\w-]{8}\.(?:js|css|wasm|woff2)$/;
const YEAR_S = 31_536_000;

/**
 * The headers of every response. Opener and embedder policies make the page cross-origin isolated, which
 * shared memory between workers needs.
 * @param path of the request, without query
 */
export function responseHeaders(path: string): Readonly<Record<string, string>> {
  return {
    'Cache-Control': HASHED_NAME.test(path) ? `public, max-age=${YEAR_S}, immutable` : 'no-cache',
    'Content-Security-Policy': CONTENT_SECURITY_POLICY,
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
