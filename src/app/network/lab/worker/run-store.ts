import { FormatError } from '#model';
import type { LibraryDatabase } from '../../library/worker/library-database.ts';
import { orWithoutStorage, StorageFailure } from '../../storage/storage-failure.ts';
import { formatLabLink, parseLabLink } from '../shared/lab-link.ts';
import type { InterruptedRun, Room } from '../shared/lab-protocol.ts';
import type { LabSettings } from '../shared/lab-settings.ts';
import { roomFor } from './room-for.ts';
import type { RunMilestone, RunPoint } from './run-point.ts';

/** An interrupted run, as it is stored. */
export interface StoredRun {
  readonly point: RunPoint;
  /** Up to the point. */
  readonly milestones: readonly RunMilestone[];
  /** Milliseconds since 1970. */
  readonly savedMs: number;
}

/** What a page is told of an interrupted run. */
export function interruptedBy(
  { point, savedMs }: StoredRun,
  isOwnChanged: boolean,
): InterruptedRun {
  const { settings, curve, state } = point;
  return { settings, images: state.imagesSeen, curve, savedMs, isOwnChanged };
}

/** How the point is stored: settings as a link says them, so that they are checked when they are read. */
interface PointRecord {
  readonly version: typeof VERSION;
  readonly settings: string;
  readonly device: LabSettings['device'];
  readonly point: Omit<RunPoint, 'settings'>;
  readonly savedMs: number;
}

const VERSION = 1;
const POINT = 'point';
const TRIAL = 'trial';
/** Milliseconds, even on a tablet; larger runs are rare. */
const MOST_TRIED = 8e6;

/**
 * Keeps the run that was interrupted last, milestone by milestone, in the order in which it is told. Where storage fails,
 * nothing is kept, and the run goes on: the database says so.
 */
export class RunStore {
  private readonly database: LibraryDatabase;
  private readonly folder: string;
  private writing: Promise<unknown> = Promise.resolve();
  /** So many bytes could be stored when that was tried last. */
  private storable = 0;

  /** @param folder absolute address of the app's folder: each copy of the app has a run of its own */
  constructor(database: LibraryDatabase, folder: string) {
    this.database = database;
    this.folder = folder;
  }

  /**
   * Whether a run with these settings can be kept.
   * @param free bytes that the browser says it would store, if it does
   * @param own how many own digits it learns from
   */
  async room(settings: LabSettings, free: number | undefined, own: number): Promise<Room> {
    const room = roomFor(settings, free, settings.digits + own);
    return { ...room, isEnough: room.isEnough && (await this.couldStore(room.needed)) };
  }

  /** Forgets the run that was kept. */
  clear(): void {
    this.write((store) => store.delete(IDBKeyRange.bound([this.folder], [this.folder, []])));
  }

  /** Keeps a milestone of the run. */
  saveMilestone(index: number, milestone: RunMilestone): void {
    this.write((store) => store.put(milestone, [this.folder, milestoneName(index)]));
  }

  /** Keeps where the run can go on; its milestones up to there were kept before. */
  savePoint({ settings, ...point }: RunPoint, savedMs: number): void {
    const record: PointRecord = {
      ...{ version: VERSION, settings: formatLabLink(settings), device: settings.device },
      ...{ point, savedMs },
    };
    this.write((store) => store.put(record, [this.folder, POINT]));
  }

  /** Resolves when all that was told is kept, or could not be. */
  async settled(): Promise<void> {
    await this.writing;
  }

  /** The run that was interrupted; undefined if there is none, or it cannot be gone on with. */
  async load(): Promise<StoredRun | undefined> {
    await this.writing;
    const reading = this.database.run('readonly', async (tx) => {
      const store = tx.objectStore('runs');
      const record = (await store.get([this.folder, POINT])) as Partial<PointRecord> | undefined;
      const count = record?.point?.state.milestonesReached ?? 0;
      const milestones: unknown[] = [];
      for (let index = 0; index < count; index++) {
        milestones.push(await store.get([this.folder, milestoneName(index)]));
      }
      return { record, milestones };
    });
    const { record, milestones } = await orWithoutStorage(reading, NOTHING);
    const { settings = '', device = 'cpu', point, savedMs = 0 } = record ?? {};
    if (record?.version !== VERSION || !point || milestones.includes(undefined)) return undefined;
    try {
      const checked = { ...parseLabLink(settings, 'the interrupted run'), device };
      return {
        point: { ...point, settings: checked },
        milestones: milestones as readonly RunMilestone[],
        savedMs,
      };
    } catch (error) {
      // Of another version of the app, with settings that this one does not have.
      if (error instanceof FormatError) return undefined;
      throw error;
    }
  }

  /** Tries to: Chromium names the same quota everywhere, however full a device is. Nothing of it stays. */
  private async couldStore(bytes: number): Promise<boolean> {
    const tried = Math.min(bytes, MOST_TRIED);
    if (tried <= this.storable) return true;
    const trial = this.database.run('readwrite', async (tx) => {
      const store = tx.objectStore('runs');
      await store.put(new ArrayBuffer(tried), [this.folder, TRIAL]);
      await store.delete([this.folder, TRIAL]);
    });
    try {
      await trial;
    } catch (error) {
      // Where storage does not work at all, its state says so.
      if (error instanceof StorageFailure) return error.reason !== 'full';
      throw error;
    }
    this.storable = tried;
    return true;
  }

  private write(work: (store: RunsStore) => Promise<unknown>): void {
    const done = this.writing.then(() =>
      orWithoutStorage(
        this.database.run('readwrite', async (tx) => {
          await work(tx.objectStore('runs'));
        }),
        undefined,
      ),
    );
    this.writing = done;
  }
}

interface RunsStore {
  put(value: unknown, key: [string, string]): Promise<unknown>;
  delete(range: IDBKeyRange): Promise<void>;
}

const NOTHING: { record: Partial<PointRecord> | undefined; milestones: unknown[] } = {
  record: undefined,
  milestones: [],
};

function milestoneName(index: number): string {
  return `milestone ${index}`;
}
