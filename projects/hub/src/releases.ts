import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { HubError, isSystemError } from './hub-error.ts';
import { loadRelease, type Release, type Resource } from './release.ts';
import { RELEASE_LIST } from './release-list.ts';
import { hasHashedName } from './response-headers.ts';

/** A source of files for answers. */
export interface Resources {
  /** The id of the release that is served. */
  readonly release: string;
  /** @param path relative to the app's folder, with slashes */
  find(path: string): Resource | undefined;
}

/** The dependencies of `Releases`, each with a default. */
export interface ReleasesOptions {
  /** Called with one line when another release is served or refused. */
  readonly report?: (line: string) => void;
  readonly nowMs?: () => number;
}

/** How often to check for a rebuild, which reads the state of one file. */
const INTERVAL_MS = 500;
/** A refused release may become complete without a change to its list, because folders are copied in any order. */
const RETRY_MS = 2000;
/** How many earlier releases keep their hashed files for open pages. */
const EARLIER_RELEASES = 8;
/** Beside a folder of this name lie the builds that were deployed before; `deploy.sh` makes both. */
const DEPLOYED = 'current';
const BACKUPS = 'backups';

/**
 * The release that is served, and what pages from earlier ones still need. Another release replaces it all at once,
 * by one assignment, when all of it is in memory and checked.
 */
export class Releases implements Resources {
  private readonly folder: string;
  private readonly report: (line: string) => void;
  private readonly nowMs: () => number;
  private current: Release;
  /** Hashed files of releases that this process has served, the newest first. */
  private earlier: readonly ReadonlyMap<string, Resource>[] = [];
  /** Hashed files of builds that were deployed, by the name of their folder, the newest first. */
  private backups: ReadonlyMap<string, ReadonlyMap<string, Resource>> = new Map();
  /** The state of the list at the last check. */
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
   * Loads the built app in a folder.
   * @throws HubError when there is no complete one
   */
  static async open(folder: string, options: ReleasesOptions = {}): Promise<Releases> {
    const fingerprint = await fingerprintOf(join(folder, RELEASE_LIST));
    if (fingerprint === undefined) {
      throw new HubError(
        `${folder}: expected a whole build of the app, found no ${RELEASE_LIST}; run npm run build`,
      );
    }
    try {
      const releases = new Releases(folder, await loadRelease(await realpath(folder)), options);
      releases.fingerprint = fingerprint;
      await releases.readBackups();
      return releases;
    } catch (error) {
      if (error instanceof HubError) throw new HubError(`${error.message}; run npm run build`);
      throw error;
    }
  }

  get release(): string {
    return this.current.id;
  }

  find(path: string): Resource | undefined {
    return (
      this.current.resources.get(path) ??
      this.kept()
        .find((resources) => resources.has(path))
        ?.get(path)
    );
  }

  /** Checks once whether there is another release, and serves it when it is complete. */
  async check(): Promise<void> {
    try {
      const fingerprint = await fingerprintOf(join(this.folder, RELEASE_LIST));
      if (fingerprint === undefined) return; // A build is in progress.
      const isKnown = fingerprint === this.fingerprint;
      if (isKnown && (!this.refused || this.nowMs() < this.refused.atMs + RETRY_MS)) return;
      this.fingerprint = fingerprint;
      // A link may be switched while files are read.
      const next = await loadRelease(await realpath(this.folder), this.bodies());
      this.refused = undefined;
      if (next.id === this.current.id) return;
      this.change(next);
      await this.readBackups();
    } catch (error) {
      // HubError: a release that is incomplete or damaged, or that cannot be read.
      if (!(error instanceof HubError)) throw error;
      this.refuse(error.message);
    }
  }

  /** Checks repeatedly until closed. */
  watch(intervalMs = INTERVAL_MS): void {
    const timer = setTimeout(() => {
      void this.check()
        .catch((error: unknown) => {
          // No error may stop the server, whether a file does not fit into memory or we made a mistake.
          this.refuse(String(error));
        })
        .then(() => {
          if (this.timer === timer) this.watch(intervalMs);
        });
    }, intervalMs);
    this.timer = timer;
  }

  /** Stops checking. */
  close(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private change(next: Release): void {
    this.earlier = [hashedFiles(this.current), ...this.earlier].slice(0, EARLIER_RELEASES);
    this.current = next;
    this.report('The app was built anew: from now on, that is served.');
  }

  /**
   * Reads the builds that were deployed: a page may be open since before this process began. One that is damaged is
   * reported and left out, since the release that is served does not need it.
   */
  private async readBackups(): Promise<void> {
    if (basename(this.folder) !== DEPLOYED) return;
    const parent = join(dirname(this.folder), BACKUPS);
    const read = new Map<string, ReadonlyMap<string, Resource>>();
    const readOrReport = async (what: () => Promise<void>): Promise<void> => {
      try {
        await what();
      } catch (error) {
        if (!(error instanceof HubError)) throw error;
        this.report(`${error.message}; pages of earlier builds may miss scripts`);
      }
    };
    await readOrReport(async () => {
      for (const name of await namesIn(parent)) {
        await readOrReport(async () => {
          const folder = join(parent, name);
          // A backup is never changed once it is there.
          const known = this.backups.get(name);
          read.set(name, known ?? hashedFiles(await loadRelease(folder, this.bodies(read))));
        });
      }
    });
    this.backups = read;
  }

  private kept(): ReadonlyMap<string, Resource>[] {
    return [...this.earlier, ...this.backups.values()];
  }

  private refuse(why: string): void {
    if (this.refused?.why !== why) {
      this.report(`${why}; the app from before is served until this build is whole`);
    }
    this.refused = { why, atMs: this.nowMs() };
  }

  /** Bodies in memory by SHA-256. */
  private bodies(
    more: ReadonlyMap<string, ReadonlyMap<string, Resource>> = new Map(),
  ): ReadonlyMap<string, Buffer> {
    const resources = [this.current.resources, ...this.kept(), ...more.values()].flatMap((kept) => [
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
 * Distinguishes states of a file, even when it is replaced within one tick of the clock.
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

function hashedFiles({ resources }: Release): ReadonlyMap<string, Resource> {
  return new Map([...resources].filter(([path]) => hasHashedName(path)));
}

/** Names of the entries of a folder, the last in order first; none where there is no such folder. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder);
    // Those that are still being written begin with a dot.
    return names
      .filter((name) => !name.startsWith('.'))
      .sort()
      .reverse();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    if (error.code === 'ENOENT') return [];
    throw new HubError(error.message);
  }
}
