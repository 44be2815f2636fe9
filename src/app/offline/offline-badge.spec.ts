import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideLanguages } from '../i18n/provide-languages';
import { ShardDownload, type DownloadState } from '../weights/shard-download';
import { RETRY_TIMER } from '../weights/retry-timer';
import { ManualTimer } from '../weights/testing/manual-timer';
import { OfflineBadge } from './offline-badge';
import { OfflineReadiness } from './offline-readiness';
import { OfflineShell } from './offline-shell';

describe('OfflineBadge', () => {
  const state = signal<DownloadState>('off');
  const isWhole = signal(false);
  let started: string[];
  let clock: ManualTimer;

  function render(isSupported = true) {
    started = [];
    clock = new ManualTimer();
    const progress = signal({ files: 8, filesHere: 2, bytes: 0, bytesHere: 0 });
    const start = (name: string) => () => started.push(name);
    const shell = { isSupported, isWhole, start: start('shell') };
    const download = { state, progress, start: start('download') };
    TestBed.configureTestingModule({
      providers: [
        provideLanguages(),
        { provide: OfflineShell, useValue: shell },
        { provide: ShardDownload, useValue: download },
        { provide: RETRY_TIMER, useValue: clock.timer },
      ],
    });
    const fixture = TestBed.createComponent(OfflineBadge);
    const text = (): string => {
      fixture.detectChanges();
      return (fixture.nativeElement as HTMLElement).textContent.trim();
    };
    return { fixture, text };
  }

  it('says ready only when the app and every checkpoint are here', () => {
    const { text } = render();
    state.set('off');
    isWhole.set(true);
    expect(text()).toBe('');
    state.set('running');
    expect(text()).toBe('Saving for offline use · 25%');
    state.set('done');
    isWhole.set(false);
    expect(text()).toBe('Saving for offline use · 25%');
    isWhole.set(true);
    expect(text()).toBe('Ready to use offline');
    for (const other of ['asking', 'paused', 'waiting', 'unkept', 'damaged'] as const) {
      state.set(other);
      expect(text()).not.toContain('Ready');
    }
  });

  it('says nothing where no app can be kept', () => {
    state.set('done');
    isWhole.set(true);
    expect(render(false).text()).toBe('');
  });

  it('leads to the page that tells more', () => {
    const { fixture, text } = render();
    state.set('running');
    text();
    let opened = 0;
    fixture.componentInstance.opened.subscribe(() => (opened += 1));
    (fixture.nativeElement as HTMLElement).querySelector('button')?.click();
    expect(opened).toBe(1);
  });

  it('begins once, and not at once', () => {
    render();
    const readiness = TestBed.inject(OfflineReadiness);
    readiness.start();
    readiness.start();
    expect(started).toEqual([]);
    clock.elapse();
    expect(started).toEqual(['shell', 'download']);
  });
});
