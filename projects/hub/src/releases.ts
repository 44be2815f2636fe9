import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { HubError, isSystemError } from './hub-error.ts';
import { loadRelease, type Release, type Resource } from './release.ts';
import { RELEASE_LIST } from './release-list.ts';
import { hasHashedName } from './response-headers.ts';

/** Where answers come from. */
export interface Resources {
  /** @param path below the app's folder, with slashes */
  find(path: string): Resource | undefined;
}

/** What `Releases` gets from outside; every part has a default. */
export interface ReleasesOptions {
  /** Told in one line when another release is served, or one is refused. */
  readonly report?: (line: string) => void;
  readonly nowMs?: () => number;
}

/** How often a rebuild is looked for: one look at one file. */
const INTERVAL_MS = 500;
/** A refused release may become whole without its list changing: whoever copies a folder copies in any order. */
const RETRY_MS = 2000;
/** So many earlier releases leave their hashed files to pages that are still open. */
const EARLIER_RELEASES = 8;

/**
 * The release that is served, and what pages of earlier ones still need. A release is changed as a whole, by one
 * assignment, once all of the next one is in memory and was checked.
 */
export class Releases implements Resources {
  private readonly folder: string;
  private readonly report: (line: string) => void;
  private readonly nowMs: () => number;
  private current: Release;
  /** Hashed files, the newest release first. */
  private earlier: readonly ReadonlyMap<string, Resource>[] = [];
  /** Of the list that was last looked at. */
  private fingerprint: string | undefined;
  private refused: { readonly why: string; readonly atMs: number } | undefined;
  private timer: NodeJS.Timeout | undefined;

  private constructor(folder: string, current: Release, options: ReleasesOptions) {
    this.folder = folder;
    this.current = current;
    this.report = options.report ?? console.error;
    this.nowMs = options.nowMs ?? Date.now;
  }

  /**
   * Loads the app that is built in a folder.
   * @throws HubError when there is no whole one
   */
  static async open(folder: string, options: ReleasesOptions = {}): Promise<Releases> {
    const fingerprint = await fingerprintOf(join(folder, RELEASE_LIST));
    if (fingerprint === undefined) {
      throw new HubError(
        `${folder}: expected a whole build of the app, found no ${RELEASE_LIST}; run npm run build`,
      );
    }
    try {
      const releases = new Releases(folder, await loadRelease(folder), options);
      releases.fingerprint = fingerprint;
      return releases;
    } catch (error) {
      if (error instanceof HubError) throw new HubError(`${error.message}; run npm run build`);
      throw error;
    }
  }

  find(path: string): Resource | undefined {
    return (
      this.current.resources.get(path) ??
      this.earlier.find((resources) => resources.has(path))?.get(path)
    );
  }

  /** Looks once whether there is another release, and serves it when it is whole. */
  async check(): Promise<void> {
    try {
      const fingerprint = await fingerprintOf(join(this.folder, RELEASE_LIST));
      if (fingerprint === undefined) return; // A build is under way.
      const isKnown = fingerprint === this.fingerprint;
      if (isKnown && (!this.refused || this.nowMs() < this.refused.atMs + RETRY_MS)) return;
      this.fingerprint = fingerprint;
      const next = await loadRelease(this.folder, this.bodies());
      this.refused = undefined;
      if (next.id !== this.current.id) this.change(next);
    } catch (error) {
      // HubError: a release that is half written or damaged, or that cannot be read.
      if (!(error instanceof HubError)) throw error;
      this.refuse(error.message);
    }
  }

  /** Looks again and again, until it is closed. */
  watch(intervalMs = INTERVAL_MS): void {
    const timer = setTimeout(() => {
      void this.check()
        .catch((error: unknown) => {
          // Whatever it is (a file that fits into no memory, a mistake of ours), it must not end the server.
          this.refuse(String(error));
        })
        .then(() => {
          if (this.timer === timer) this.watch(intervalMs);
        });
    }, intervalMs);
    this.timer = timer;
  }

  /** Looks no more. */
  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private change(next: Release): void {
    const hashed = [...this.current.resources].filter(([path]) => hasHashedName(path));
    this.earlier = [new Map(hashed), ...this.earlier].slice(0, EARLIER_RELEASES);
    this.current = next;
    this.report('The app was built anew: from now on, that is served.');
  }

  private refuse(why: string): void {
    if (this.refused?.why !== why) {
      this.report(`${why}; the app from before is served until this build is whole`);
    }
    this.refused = { why, atMs: this.nowMs() };
  }

  private bodies(): ReadonlyMap<string, Buffer> {
    const resources = [this.current.resources, ...this.earlier].flatMap((kept) => [
      ...kept.values(),
    ]);
    return new Map(
      resources.flatMap(({ representations }) =>
        representations.map(({ sha256, body }) => [sha256, body] as const),
      ),
    );
  }
}

/**
 * Tells one state of a file from the next, also where it was replaced within a tick of the clock.
 * @returns undefined when there is no such file
 */
async function fingerprintOf(path: string): Promise<string | undefined> {
  try {
    const { dev, ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return [dev, ino, size, mtimeNs, ctimeNs].join(' ');
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw new HubError(error.message);
  }
}
