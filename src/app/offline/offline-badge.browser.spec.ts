import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideLanguages } from '../i18n/provide-languages.ts';
import { ShardDownload, type DownloadState } from '../weights/shard-download.ts';
import { OfflineBadge } from './offline-badge.ts';
import { OfflineShell } from './offline-shell.ts';

describe('OfflineBadge', () => {
  const state = signal<DownloadState>('off');
  const isWhole = signal(false);

  function render(isSupported = true) {
    const progress = signal({ files: 8, filesHere: 2, bytes: 0, bytesHere: 0 });
    TestBed.configureTestingModule({
      providers: [
        provideLanguages(),
        { provide: OfflineShell, useValue: { isSupported, isWhole } },
        { provide: ShardDownload, useValue: { state, progress } },
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
});
