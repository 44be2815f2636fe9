import { TestBed } from '@angular/core/testing';
import { SwUpdate, type UnrecoverableStateEvent, type VersionEvent } from '@angular/service-worker';
import { Subject } from 'rxjs';
import { MissingParts } from '../../../platform/missing-parts.ts';
import { CLOCK } from '../../../platform/clock.ts';
import { ManualClock } from '../../../platform/testing/manual-clock.ts';
import { nextTask } from '../../../platform/testing/next-task.ts';
import { AppUpdates } from './app-updates.ts';
import { OfflineShell } from '../service-worker/offline-shell.ts';
import { RELOAD } from '../../../platform/browser.ts';
import { until } from '../../../platform/testing/until.ts';

const VERSION = { hash: 'a' };
const READY: VersionEvent = {
  type: 'VERSION_READY',
  currentVersion: VERSION,
  latestVersion: { hash: 'b' },
};

describe('AppUpdates', () => {
  const clock = new ManualClock();
  let versions: Subject<VersionEvent>;
  let unrecoverable: Subject<UnrecoverableStateEvent>;
  let done: string[];
  let updates: AppUpdates;

  beforeEach(() => {
    versions = new Subject();
    unrecoverable = new Subject();
    done = [];
    const service: Partial<SwUpdate> = {
      isEnabled: true,
      versionUpdates: versions,
      unrecoverable,
      checkForUpdate: () => {
        done.push('check');
        return Promise.reject(new Error('offline'));
      },
    };
    const shell: Partial<OfflineShell> = {
      refresh: () => Promise.resolve(),
      discard: () => {
        done.push('discard');
        return Promise.resolve();
      },
    };
    TestBed.configureTestingModule({
      providers: [
        { provide: SwUpdate, useValue: service },
        { provide: OfflineShell, useValue: shell },
        { provide: RELOAD, useValue: () => done.push('reload') },
        { provide: CLOCK, useValue: clock },
      ],
    });
    updates = TestBed.inject(AppUpdates);
  });
  afterEach(() => {
    TestBed.resetTestingModule();
    expect(clock.delays).toEqual([]);
  });

  it('follows a newer version from its discovery', () => {
    expect(updates.state()).toBe('none');
    versions.next({ type: 'VERSION_DETECTED', version: VERSION });
    expect(updates.state()).toBe('loading');
    versions.next({ type: 'VERSION_INSTALLATION_FAILED', version: VERSION, error: 'no' });
    expect(updates.state()).toBe('failed');
    versions.next({ type: 'NO_NEW_VERSION_DETECTED', version: VERSION });
    expect(updates.state()).toBe('none');
    versions.next(READY);
    expect(updates.state()).toBe('ready');
  });

  it('names the file that made a newer version fail, and what arrived instead', async () => {
    const request = spyOn(window, 'fetch').and.resolveTo(new Response('', { status: 403 }));
    const failWith = async (error: string, isNamed = true): Promise<unknown> => {
      versions.next({ type: 'VERSION_DETECTED', version: VERSION });
      expect(updates.problem()).toBeUndefined();
      versions.next({ type: 'VERSION_INSTALLATION_FAILED', version: VERSION, error });
      if (isNamed) await until(() => updates.problem() !== undefined);
      else await nextTask();
      return updates.problem();
    };
    const file = new URL('main-B.js', document.baseURI).href;
    const status = { kind: 'status', status: 403 };
    for (const error of [
      `Response not Ok (fetchAndCacheOnce): request for ${file} returned response 403 Forbidden\n    at x`,
      'Failed to retrieve hashed resource from the server. (AssetGroup: app | URL: /main-B.js)\n    at x',
    ]) {
      expect(await failWith(error)).toEqual({ file, arrival: status });
    }
    request.and.resolveTo(new Response('<html>'));
    const mismatch = `Hash mismatch (cacheBustedFetchFromNetwork): ${file}: expected a, got b (after cache busting)`;
    expect(await failWith(mismatch)).toEqual({ file, arrival: { kind: 'page' } });
    request.and.rejectWith(new TypeError('no network'));
    expect(await failWith(mismatch, false)).toBeUndefined();
    expect(await failWith('something else', false)).toBeUndefined();
  });

  it('keeps the ready version when an even newer one does not arrive', () => {
    versions.next(READY);
    versions.next({ type: 'VERSION_DETECTED', version: VERSION });
    versions.next({ type: 'VERSION_INSTALLATION_FAILED', version: VERSION, error: 'no' });
    expect(updates.state()).toBe('ready');
  });

  it('updates by itself in a quiet moment, when nothing would be lost', () => {
    let isBlank = false;
    updates.start();
    updates.guard(() => isBlank);
    versions.next(READY);
    expect(clock.delays).toContain(60_000);
    clock.elapse();
    expect(done).not.toContain('reload');
    isBlank = true;
    clock.elapse();
    expect(done).toContain('reload');
  });

  it('checks for newer versions every hour and when the network returns, whatever the result', () => {
    updates.start();
    expect(clock.delays).toEqual([3_600_000]);
    clock.elapse();
    window.dispatchEvent(new Event('online'));
    expect(done).toEqual(['check', 'check']);
    expect(clock.delays).toEqual([3_600_000]);
  });

  it('is broken when a required part did not arrive', () => {
    const parts = TestBed.inject(MissingParts);
    TestBed.tick();
    expect(updates.state()).toBe('none');
    parts.report();
    TestBed.tick();
    expect(updates.state()).toBe('broken');
  });

  it('passes on errors that a service worker does not report', async () => {
    const service = TestBed.inject(SwUpdate);
    spyOn(service, 'checkForUpdate').and.rejectWith(new TypeError('a bug'));
    await expectAsync(updates.check()).toBeRejectedWithError(TypeError);
  });

  it('discards a broken version only when the server has another one', async () => {
    unrecoverable.next({ type: 'UNRECOVERABLE_STATE', reason: 'gone' });
    versions.next(READY);
    expect(updates.state()).toBe('broken');
    const request = spyOn(window, 'fetch').and.rejectWith(new TypeError('no network'));
    await updates.openNewest();
    request.and.resolveTo(new Response('', { status: 500 }));
    await updates.openNewest();
    // As behind a captive portal.
    request.and.resolveTo(new Response('<!doctype html><title>Accept our terms</title>'));
    await updates.openNewest();
    expect(done).toEqual([]);
    request.and.resolveTo(new Response('{"configVersion":1}'));
    await updates.openNewest();
    expect(done).toEqual(['discard', 'reload']);
  });
});
