import { signal } from '@angular/core';
import { TestBed, type ComponentFixture } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { persist } from '../../platform/persisted.ts';
import { ShardDownload, type Inspection } from '../../network/weights/client/shard-download.ts';
import { StorageFailure } from '../../network/storage/storage-failure.ts';
import { WeightsFailure } from '../../network/weights/client/weights-failure.ts';
import { WeightsClient } from '../../network/weights/client/weights-client.ts';
import { OfflineShell } from './service-worker/offline-shell.ts';
import type { FilesFound } from './service-worker/shell-files.ts';
import { StoredHere } from './stored-here.ts';

const VALID: Inspection = { valid: 35, repaired: 0, missing: 0, unknown: 0 };
const FULL = new WeightsFailure({ message: 'full', storage: 'full', isUnreachable: false });

describe('StoredHere', () => {
  let shell: {
    inspect: () => Promise<FilesFound | undefined>;
    measure: () => Promise<number>;
    clear: () => Promise<void>;
  };
  let download: {
    inspect: () => Promise<Inspection | undefined>;
    clear: () => Promise<void>;
  };
  let measure: () => Promise<{ bytes: number }>;
  let fixture: ComponentFixture<StoredHere>;

  beforeEach(() => {
    persist('language', 'en');
    shell = {
      inspect: () => Promise.resolve({ valid: 30, repaired: 0, missing: 0 }),
      measure: () => Promise.resolve(1e6),
      clear: () => Promise.resolve(),
    };
    download = { inspect: () => Promise.resolve(VALID), clear: () => Promise.resolve() };
    measure = () => Promise.resolve({ bytes: 9e6 });
  });

  const element = (): HTMLElement => fixture.nativeElement as HTMLElement;
  const report = (): string => element().querySelector('[role=status]')?.textContent ?? '';
  const rows = (): string[] =>
    [...element().querySelectorAll('dd')].map(({ textContent }) => textContent.trim());

  function render(): void {
    const progress = signal({ files: 35, filesHere: 35, bytes: 0, bytesHere: 0 });
    TestBed.configureTestingModule({
      providers: [
        provideSpokenLanguages(),
        { provide: OfflineShell, useValue: { ...shell, progress } },
        { provide: ShardDownload, useValue: { ...download, progress } },
        { provide: WeightsClient, useValue: { measure: () => measure() } },
      ],
    });
    fixture = TestBed.createComponent(StoredHere);
    fixture.detectChanges();
  }

  async function click(name: string): Promise<void> {
    const button = [...element().querySelectorAll('button')].find((it) =>
      it.textContent.includes(name),
    );
    expect(button?.disabled).withContext(name).toBeFalse();
    button?.click();
    await fixture.whenStable();
  }

  it('says that the amount is not known yet, instead of zero', async () => {
    let tell: (stored: { bytes: number }) => void = () => undefined;
    measure = () =>
      new Promise((resolve) => {
        tell = resolve;
      });
    render();
    expect(rows()).toEqual(['not known yet', 'not known yet']);
    tell({ bytes: 9e6 });
    await fixture.whenStable();
    expect(rows()).toEqual(['1 MB', '9 MB']);
  });

  it('does not know the amount when storage does not report it', async () => {
    measure = () => Promise.reject(FULL);
    render();
    await fixture.whenStable();
    expect(rows()).toEqual(['not known yet', 'not known yet']);
  });

  it('shows the result of a check of all files', async () => {
    for (const [weights, words] of [
      [VALID, 'All 65 files are intact.'],
      [{ ...VALID, valid: 33, repaired: 2 }, '2 files were damaged or missing'],
      [{ ...VALID, valid: 33, missing: 2 }, '2 files are damaged or missing.'],
      [
        { ...VALID, valid: 15, unknown: 20 },
        '45 files are intact. The others could not be checked',
      ],
      [undefined, '30 files are intact. The others could not be checked'],
    ] as const) {
      TestBed.resetTestingModule();
      download.inspect = () => Promise.resolve(weights);
      render();
      await click('Check now');
      expect(report()).toContain(words);
    }
  });

  it('stops checking when storage fails', async () => {
    shell.inspect = () => Promise.reject(new StorageFailure('failed'));
    render();
    await click('Check now');
    expect(report()).toContain('The files could not be checked');
    await click('Check now');
  });

  it('says that nothing is stored only when everything was deleted', async () => {
    for (const [fails, words] of [
      ['', 'Nothing is saved any more.'],
      ['shell', 'Not everything could be deleted.'],
      ['download', 'Not everything could be deleted.'],
    ] as const) {
      TestBed.resetTestingModule();
      const cleared: string[] = [];
      const clear =
        (what: string, error: Error): (() => Promise<void>) =>
        () => {
          cleared.push(what);
          return fails === what ? Promise.reject(error) : Promise.resolve();
        };
      shell.clear = clear('shell', new StorageFailure('failed'));
      download.clear = clear('download', FULL);
      render();
      await click('Delete everything');
      await click('Really delete?');
      expect(report()).toContain(words);
      expect(cleared).toEqual(['shell', 'download']);
    }
  });
});
