import { signal } from '@angular/core';
import type {
  ExportFormat,
  LibraryNetwork,
  NetworkAnswer,
  RemovedNetwork,
  WrittenFile,
} from '../../../network/library/shared/library-network.ts';
import type { ImportReport, NetworkReport } from '../../../network/library/shared/import-report.ts';
import type { StorageState } from '../../../network/storage/storage-state.ts';

/** The app's own network, and one from a file. */
export const OWN: LibraryNetwork = {
  id: 'http://localhost/exports/mlp_weights.json',
  name: '',
  layers: [784, 128, 64, 10],
  accuracy: 0.992,
  score: undefined,
  origin: { kind: 'app' },
  addedMs: undefined,
  bytes: 7_750_000,
  checkpoints: 35,
  precision: 'float16',
  isKept: false,
};
export const FROM_FILE: LibraryNetwork = {
  ...OWN,
  id: 'library:1',
  name: 'digits',
  layers: [784, 32, 10],
  accuracy: undefined,
  score: { right: 967, of: 1000 },
  origin: {
    ...{ kind: 'file', file: 'digits.onnx', format: 'onnx', isZipped: false },
    ...{ producer: 'pytorch', producerVersion: '1.13.0' },
  },
  addedMs: Date.UTC(2026, 10, 30, 12),
  bytes: 102_000,
  checkpoints: 1,
  precision: 'float32',
  isKept: true,
};

/** A report of a network that reads 99 of 100. */
export function reportOf(parts: Partial<NetworkReport> = {}): NetworkReport {
  const digits = Array.from({ length: 100 }, (_, index) => {
    const label = Math.floor(index / 10);
    return { image: new Uint8Array(784).fill(128), label, answer: index === 85 ? 6 : label };
  });
  const { origin } = FROM_FILE;
  if (origin.kind !== 'file') throw new Error('origin: expected a file');
  const trial = { all: { right: 967, of: 1000 }, shown: { right: 99, of: 100 }, digits };
  return {
    ...{ kind: 'network', id: 7, name: 'digits', origin, layers: [784, 128, 10], checkpoints: 1 },
    ...{ bytes: 407_000, accuracy: undefined, trial, remarks: [{ kind: 'uncalibrated' }] },
    ink: {
      kind: 'found',
      reading: { scale: '0-255', isInverted: false, isTransposed: false },
      tried: 16,
    },
    ...{ twin: undefined, face: { templates: [new Int8Array(784).fill(90)] } },
    ...parts,
  };
}

/** A library that notes what it is asked. */
export class FakeLibrary {
  readonly networks = signal<readonly LibraryNetwork[]>([OWN, FROM_FILE]);
  readonly removed = signal<readonly RemovedNetwork[]>([]);
  readonly isLoaded = signal(true);
  readonly inUse = signal<string | undefined>(OWN.id);
  readonly lookedAt = signal<NetworkReport | undefined>(undefined);
  readonly problem = signal<string | undefined>(undefined);
  readonly defaultId = signal(OWN.id);
  readonly storage = signal<StorageState>({ kind: 'persistent' });
  readonly asked: string[] = [];
  /** What a check answers, or throws. */
  checked: ImportReport | Error = reportOf();
  /** What else fails. */
  failure: Error | undefined;
  read: ReadonlyMap<string, NetworkAnswer> = new Map([
    [OWN.id, { digit: 7, probability: 0.99, isDigit: true }],
    [FROM_FILE.id, { digit: 3, probability: 0.2, isDigit: false }],
  ]);

  open(): void {
    this.asked.push('open');
  }
  use(id: string): Promise<void> {
    return this.answer(`use ${id}`, () => {
      this.inUse.set(id);
    });
  }
  makeDefault(id: string): void {
    this.asked.push(`default ${id}`);
    this.defaultId.set(id);
  }
  rename(id: string, name: string): Promise<void> {
    return this.answer(`rename ${id} ${name}`, () => {
      this.networks.update((all) => all.map((one) => (one.id === id ? { ...one, name } : one)));
    });
  }
  remove(id: string): Promise<void> {
    return this.answer(`remove ${id}`, () => {
      const gone = this.networks().find((network) => network.id === id);
      this.networks.update((all) => all.filter((network) => network.id !== id));
      this.removed.set([{ id, name: gone?.name ?? '', removedMs: 0 }]);
    });
  }
  undo(id: string): Promise<void> {
    return this.answer(`undo ${id}`, () => {
      this.removed.set([]);
      this.networks.set([OWN, FROM_FILE]);
    });
  }
  check(files: readonly unknown[]): Promise<ImportReport> {
    this.asked.push(`check ${files.length}`);
    const { checked } = this;
    return checked instanceof Error ? Promise.reject(checked) : Promise.resolve(checked);
  }
  async keep({ id }: NetworkReport, choice: object): Promise<string> {
    await this.answer(`keep ${id} ${JSON.stringify(choice)}`, () => undefined);
    return FROM_FILE.id;
  }
  look(report: NetworkReport): Promise<void> {
    return this.answer(`look ${report.id}`, () => {
      this.lookedAt.set(report);
    });
  }
  cancel({ id }: NetworkReport): void {
    this.asked.push(`cancel ${id}`);
  }
  async exportFiles(
    id: string,
    format: ExportFormat,
    { checkpoint }: { readonly checkpoint?: number } = {},
  ): Promise<readonly WrittenFile[]> {
    await this.answer(`write ${id} ${format} ${checkpoint ?? 'last'}`, () => undefined);
    const bytes = new Uint8Array(format === 'zip' ? 3_000_000 : 1000);
    return [{ name: `digits.${format}`, type: 'application/octet-stream', bytes }];
  }
  face(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
  answers(): Promise<ReadonlyMap<string, NetworkAnswer>> {
    return Promise.resolve(this.read);
  }

  private answer(asked: string, act: () => void): Promise<void> {
    this.asked.push(asked);
    if (this.failure) return Promise.reject(this.failure);
    act();
    return Promise.resolve();
  }
}
