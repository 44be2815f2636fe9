/*
 * The service worker: Angular's, with a guard around it. docs/offline.md says why each part is here.
 * Plain JavaScript that every browser with service workers runs as it is; it has no build step.
 */
const WORKER = './ngsw-worker.js';
const PATIENCE_MS = 8000;
/** Matches the paths of the app's own files, relative to its folder: the same as in `ngsw-config.json`. */
const OURS =
  /^(?:[^/]+\.(?:js|css|wasm|svg)|index\.html|manifest\.webmanifest|(?:icons|media|samples)\/.+)?$/;
const scope = new URL(self.registration.scope);
const manifestUrl = new URL('ngsw.json', scope);

// The policy `require-trusted-types-for 'script'` applies here too: allow this one script only.
self.trustedTypes?.createPolicy('default', {
  createScriptURL: (url) => (url === WORKER ? url : null),
});

const fetchFromNetwork = self.fetch.bind(self);

/** Fetches the list of the app's files. Anything that is not such a list counts as an unreachable server. */
async function fetchManifest(request) {
  const response = await fetchFromNetwork(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok || response.redirected) return unreachable();
  const manifest = await response.clone().json();
  return manifest?.configVersion === 1 ? response : unreachable();
}

function unreachable() {
  return new Response(null, { status: 504, statusText: 'Gateway Timeout' });
}

/** The list that was fetched during installation, until Angular's worker asks for one. */
let listAtInstall;
/** Hash of the newest list given to Angular's worker: part of the names of its caches for that version. */
let newestVersion;

self.fetch = async (input, init) => {
  const { origin, pathname } = new URL(input.url ?? input, scope);
  if (origin !== manifestUrl.origin || pathname !== manifestUrl.pathname) {
    return fetchFromNetwork(input, init);
  }
  // No network, no JSON, or no answer in time.
  const fetched = await fetchManifest(input).catch(unreachable);
  const response = fetched.ok ? fetched : (listAtInstall ?? fetched);
  // Use it only once: later it may be older than the stored version.
  listAtInstall = undefined;
  if (response.ok) newestVersion = await versionOf(response.clone());
  return response;
};

async function versionOf(response) {
  const text = new TextEncoder().encode(JSON.stringify(await response.json()));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', text));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// Angular's worker deletes caches of versions it does not know, including one that is still loading. Prevent that.
const deleteCache = caches.delete.bind(caches);
caches.delete = async (name) =>
  newestVersion !== undefined && name.includes(newestVersion) ? false : deleteCache(name);

// Install only if the server delivers the list of files. Without it, Angular's worker would have no app until its next
// start.
self.addEventListener('install', (event) => {
  event.waitUntil(
    fetchManifest(new Request(manifestUrl, { cache: 'no-cache' })).then((response) => {
      if (!response.ok) throw new Error('ngsw.json: expected a list of files, found none');
      listAtInstall = response;
    }),
  );
});

/** Whether a request may be for the app, and not for something else on this server. */
function isForUs({ method, url }) {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== scope.origin) return false;
  return pathname.startsWith(scope.pathname) && OURS.test(pathname.slice(scope.pathname.length));
}

/**
 * Names of the caches with the app's files, the newest version first. If the record of the newest version is missing,
 * because the worker was killed while writing it, then the fullest cache first, as an incomplete update has fewer files;
 * of equally full ones, the last one created.
 */
async function cachesOfFiles() {
  const prefix = `ngsw:${scope.pathname}:`;
  const note = await (await caches.open(`${prefix}db:control`)).match('/latest');
  const newest = `${prefix}${(await note?.json())?.latest}:assets:app:cache`;
  const names = (await caches.keys()).filter(
    (name) => name.startsWith(prefix) && name.endsWith(':assets:app:cache'),
  );
  if (names.includes(newest)) return [newest, ...names.filter((name) => name !== newest)];
  const sized = await Promise.all(
    names.map(async (name) => ({ name, size: (await (await caches.open(name)).keys()).length })),
  );
  return sized
    .reverse()
    .sort((a, b) => b.size - a.size)
    .map(({ name }) => name);
}

/** A file of the app from any version's cache. The folder's address stands for `index.html`. */
async function keptFile({ url }) {
  const file = url.replace(/[?#].*/s, '') === scope.href ? new URL('index.html', scope) : url;
  for (const name of await cachesOfFiles()) {
    const response = await (await caches.open(name)).match(file, { ignoreSearch: true });
    if (response) return response;
  }
  return undefined;
}

/**
 * Falls back to a cached file when Angular's worker has given up on a half-installed app. If there is none, reports a
 * network error: the browser has a page for that, whereas Angular's made-up 504 would show a blank one.
 */
async function orKept(request, answering) {
  try {
    const response = await answering;
    if (response.status !== 504) return response;
    const isMadeUp = response.url === '';
    return (await keptFile(request)) ?? (isMadeUp ? Response.error() : response);
  } catch (error) {
    const kept = await keptFile(request);
    if (kept) return kept;
    throw error;
  }
}

self.addEventListener('fetch', (event) => {
  if (!isForUs(event.request)) {
    // Without an answer from here, the browser asks the network as if there were no service worker.
    event.stopImmediatePropagation();
    return;
  }
  const respondWith = event.respondWith.bind(event);
  event.respondWith = (answer) => respondWith(orKept(event.request, Promise.resolve(answer)));
});

importScripts(WORKER);
