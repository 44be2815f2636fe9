/*
 * The service worker: Angular's, with a guard around it. docs/offline.md says why each part is here.
 * Plain JavaScript that every browser with service workers runs as it is; it has no build step.
 */
const WORKER = './ngsw-worker.js';
const PATIENCE_MS = 8000;
const scope = new URL(self.registration.scope);
const manifestUrl = new URL('ngsw.json', scope);

// Under `require-trusted-types-for 'script'` nothing but that one script may be imported.
self.trustedTypes?.createPolicy('default', {
  createScriptURL: (url) => (url === WORKER ? url : null),
});

const fetchFromNetwork = self.fetch.bind(self);

/** The list of the app's files is believed only when it is one; else it counts as out of reach. */
async function fetchManifest(request) {
  const response = await fetchFromNetwork(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok || response.redirected) return unreachable();
  const manifest = await response.clone().json();
  return manifest?.configVersion === 1 ? response : unreachable();
}

function unreachable() {
  return new Response(null, { status: 504, statusText: 'Gateway Timeout' });
}

/** The list that was there at the installation, as long as this worker lives. */
let listAtInstall;

self.fetch = async (input, init) => {
  const { origin, pathname } = new URL(input.url ?? input, scope);
  if (origin !== manifestUrl.origin || pathname !== manifestUrl.pathname) {
    return fetchFromNetwork(input, init);
  }
  // No network, no JSON, or no answer in time.
  const response = await fetchManifest(input).catch(unreachable);
  return response.ok ? response : (listAtInstall?.clone() ?? response);
};

// Installed only from a whole server, and with the list from there: without one, Angular's worker would stay
// without an app until it is next started.
self.addEventListener('install', (event) => {
  event.waitUntil(
    fetchManifest(new Request(manifestUrl, { cache: 'no-cache' })).then((response) => {
      if (!response.ok) throw new Error('ngsw.json: expected a list of files, found none');
      listAtInstall = response;
    }),
  );
});

/** A file of the app as an earlier, whole version kept it; pages are its index. */
async function keptFile(request) {
  if (request.method !== 'GET' || !request.url.startsWith(scope.href)) return undefined;
  const url = request.mode === 'navigate' ? new URL('index.html', scope) : request.url;
  for (const name of await caches.keys()) {
    if (!name.startsWith(`ngsw:${scope.pathname}:`) || !name.endsWith(':assets:app:cache'))
      continue;
    const response = await (await caches.open(name)).match(url);
    if (response) return response;
  }
  return undefined;
}

/** Angular's worker gives up on an app whose installation failed half way; what is kept is better than nothing. */
async function orKept(request, answering) {
  try {
    const response = await answering;
    if (response.status !== 504) return response;
    return (await keptFile(request)) ?? response;
  } catch (error) {
    const kept = await keptFile(request);
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener('fetch', (event) => {
  const respondWith = event.respondWith.bind(event);
  event.respondWith = (answer) => respondWith(orKept(event.request, Promise.resolve(answer)));
});

importScripts(WORKER);
