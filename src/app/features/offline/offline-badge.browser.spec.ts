import { signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { provideSpokenLanguages } from '../../i18n/testing/provide-spoken-languages.ts';
import { ShardDownload, type DownloadState } from '../../network/weights/client/shard-download.ts';
import { CLOCK } from '../../platform/clock.ts';
import { ManualClock } from '../../platform/testing/manual-clock.ts';
import { OfflineBadge } from './offline-badge.ts';
import { OfflineDigits, type OfflineDigitsState } from './offline-digits.ts';
import { OfflineShell, type ShellState } from './service-worker/offline-shell.ts';

describe('OfflineBadge', () => {
  const state = signal<DownloadState>('off');
  const shell = signal<ShellState>('loading');
  const digits = signal<OfflineDigitsState>('here');

  function render(isSupported = true) {
    const clock = new ManualClock();
    const progress = signal({ files: 8, filesHere: 2, bytes: 0, bytesHere: 0 });
    const shellProgress = signal({ files: 4, filesHere: 1 });
    TestBed.configureTestingModule({
      providers: [
        provideSpokenLanguages(),
        {
          provide: OfflineShell,
          useValue: { isSupported, state: shell, progress: shellProgress },
        },
        { provide: ShardDownload, useValue: { state, progress } },
        { provide: OfflineDigits, useValue: { state: digits } },
        { provide: CLOCK, useValue: clock },
      ],
    });
    const fixture = TestBed.createComponent(OfflineBadge);
    const text = (): string => {
      fixture.detectChanges();
      return (fixture.nativeElement as HTMLElement).textContent.trim();
    };
    return { fixture, text, clock };
  }

  it('shows ready only when the app and every checkpoint are stored', () => {
    const { text } = render();
    state.set('off');
    shell.set('complete');
    expect(text()).toBe('');
    state.set('running');
    expect(text()).toBe('Saving for offline use · 25%');
    state.set('done');
    shell.set('loading');
    expect(text()).toBe('Saving for offline use · 25%');
    shell.set('complete');
    expect(text()).toBe('Ready to use offline');
    for (const other of [
      'asking',
      'paused',
      'waiting',
      'unstorable',
      'damaged',
      'blocked',
      'checking',
    ] as const) {
      state.set(other);
      expect(text()).not.toContain('Ready');
    }
  });

  it('stops promising what does not arrive', () => {
    const { text } = render();
    state.set('done');
    for (const [of, words] of [
      ['blocked', 'Some files do not arrive'],
      ['waiting', 'Waiting for a connection'],
      ['loading', 'Saving for offline use · 25%'],
    ] as const) {
      shell.set(of);
      expect(text()).toBe(words);
    }
  });

  it('is not ready without the digits of the lab', () => {
    const { text } = render();
    state.set('done');
    shell.set('complete');
    for (const [of, words] of [
      ['loading', 'Saving for offline use · 25%'],
      ['waiting', 'Waiting for a connection'],
      ['blocked', 'Some files do not arrive'],
      ['here', 'Ready to use offline'],
    ] as const) {
      digits.set(of);
      expect(text()).toBe(words);
    }
  });

  it('shows nothing where the app cannot be stored', () => {
    state.set('done');
    shell.set('complete');
    expect(render(false).text()).toBe('');
  });

  it('shows progress as a ring, and its words for a moment when all is saved', () => {
    const { fixture, text, clock } = render();
    const element = fixture.nativeElement as HTMLElement;
    /** The words, whether they are seen or only heard. */
    const words = (): HTMLElement => {
      text();
      const found = element.querySelector<HTMLElement>('.words');
      if (!found) throw new Error('expected words');
      return found;
    };
    const areSeen = (): boolean => getComputedStyle(words()).clipPath === 'none';
    state.set('running');
    shell.set('loading');
    expect(areSeen()).toBeFalse();
    expect(words().textContent).toBe('Saving for offline use · 25%');
    expect(element.querySelector('button')?.ariaLabel).toContain('Saving for offline use · 25%');
    // A quarter of a ring.
    expect(element.querySelector('.ring [pathLength]')?.getAttribute('stroke-dasharray')).toBe(
      '0.250 1',
    );
    state.set('waiting');
    expect(areSeen()).toBeTrue();
    state.set('done');
    shell.set('complete');
    expect(areSeen()).toBeTrue();
    expect(element.querySelector('.ring')).toBeNull();
    clock.pass(2999);
    expect(areSeen()).toBeTrue();
    clock.pass(1);
    expect(areSeen()).toBeFalse();
  });

  it('leads to the page with details', () => {
    const { fixture, text } = render();
    state.set('running');
    text();
    let opened = 0;
    fixture.componentInstance.opened.subscribe(() => (opened += 1));
    (fixture.nativeElement as HTMLElement).querySelector('button')?.click();
    expect(opened).toBe(1);
  });
});
