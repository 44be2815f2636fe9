/*
 * The service worker: Angular's, with a guard around it. docs/offline.md says why each part is here.
 * Plain JavaScript that every browser with service workers runs as it is; it has no build step.
 */
const WORKER = './ngsw-worker.js';
const PATIENCE_MS = 8000;
/** The app's folder, and the names below it that its files can have: `ngsw-config.json` lists the same. */
const OURS =
  /^(?:[^/]+\.(?:js|css|wasm|svg)|index\.html|manifest\.webmanifest|(?:icons|media|samples)\/.+)?$/;
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

/** The list that was there at the installation, until Angular's worker has asked for one. */
let listAtInstall;
/** What Angular's worker calls the version whose list it was given last: part of the names of its caches. */
let newestVersion;

self.fetch = async (input, init) => {
  const { origin, pathname } = new URL(input.url ?? input, scope);
  if (origin !== manifestUrl.origin || pathname !== manifestUrl.pathname) {
    return fetchFromNetwork(input, init);
  }
  // No network, no JSON, or no answer in time.
  const fetched = await fetchManifest(input).catch(unreachable);
  const response = fetched.ok ? fetched : (listAtInstall ?? fetched);
  // Once: later it may be older than what is kept.
  listAtInstall = undefined;
  if (response.ok) newestVersion = await versionOf(response.clone());
  return response;
};

async function versionOf(response) {
  const text = new TextEncoder().encode(JSON.stringify(await response.json()));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-1', text));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

// Angular's worker clears away every cache of no version it has: also those of one that is just arriving.
const deleteCache = caches.delete.bind(caches);
caches.delete = async (name) =>
  newestVersion !== undefined && name.includes(newestVersion) ? false : deleteCache(name);

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

/** Whether a request may be for the app. Other pages of this server are none of its business. */
function isForUs({ method, url }) {
  const { origin, pathname } = new URL(url);
  if (method !== 'GET' || origin !== scope.origin) return false;
  return pathname.startsWith(scope.pathname) && OURS.test(pathname.slice(scope.pathname.length));
}

/**
 * Names of the caches with the app's files, the newest version's first. Where the note of which that is was lost,
 * as when the worker was killed while it was written: the fullest first, since an update that failed on the way has
 * fewer files, and of equals the one made last.
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

/** A file of the app as a version kept it; the folder is its index. */
async function keptFile({ url }) {
  const file = url.replace(/[?#].*/s, '') === scope.href ? new URL('index.html', scope) : url;
  for (const name of await cachesOfFiles()) {
    const response = await (await caches.open(name)).match(file, { ignoreSearch: true });
    if (response) return response;
  }
  return undefined;
}

/**
 * Angular's worker gives up on an app whose installation failed half way; what is kept is better than nothing.
 * Where there is nothing, that is an error of the network: the browser has a page for it, and a made-up 504
 * would be a blank one.
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
    // Nobody answers, so the browser asks the network as if there were no service worker.
    event.stopImmediatePropagation();
    return;
  }
  const respondWith = event.respondWith.bind(event);
  event.respondWith = (answer) => respondWith(orKept(event.request, Promise.resolve(answer)));
});

importScripts(WORKER);
