import { DOCUMENT } from '@angular/common';
import { TestBed } from '@angular/core/testing';
import { provideOffline } from '../provide-offline.ts';
import { InstallPrompt } from './install-prompt.ts';

describe('InstallPrompt', () => {
  let prompt: InstallPrompt;

  beforeEach(() => {
    prompt = TestBed.inject(InstallPrompt);
  });

  function offer(outcome: 'accepted' | 'dismissed'): Event {
    const event = new Event('beforeinstallprompt', { cancelable: true });
    Object.assign(event, { prompt: () => Promise.resolve({ outcome }) });
    window.dispatchEvent(event);
    return event;
  }

  it("refers to the browser's menu when the browser offers nothing", () => {
    expect(prompt.way()).toBe('menu');
  });

  it("keeps the browser's offer, asks once and learns the answer", async () => {
    expect(offer('dismissed').defaultPrevented).toBeTrue();
    expect(prompt.way()).toBe('prompt');
    await prompt.ask();
    expect(prompt.way()).toBe('menu');
    offer('accepted');
    await prompt.ask();
    expect(prompt.way()).toBe('installed');
  });

  it('refers to the menu when the offer is no longer valid', async () => {
    const event = offer('accepted');
    const prompt = new DOMException('too late', 'InvalidStateError');
    Object.assign(event, { prompt: () => Promise.reject(prompt) });
    await TestBed.inject(InstallPrompt).ask();
    expect(TestBed.inject(InstallPrompt).way()).toBe('menu');
  });

  it('notices when the app was installed from the menu', () => {
    window.dispatchEvent(new Event('appinstalled'));
    expect(prompt.way()).toBe('installed');
  });
});

describe('InstallPrompt of the whole app', () => {
  it('catches the offer before anyone asks for it', () => {
    TestBed.configureTestingModule({ providers: [provideOffline()] });
    TestBed.inject(DOCUMENT);
    const event = new Event('beforeinstallprompt', { cancelable: true });
    window.dispatchEvent(event);
    expect([event.defaultPrevented, TestBed.inject(InstallPrompt).way()]).toEqual([true, 'prompt']);
  });
});

describe('InstallPrompt on an iPad', () => {
  it('explains the share menu', () => {
    Object.defineProperty(navigator, 'standalone', { value: false, configurable: true });
    expect(TestBed.inject(InstallPrompt).way()).toBe('share');
    Reflect.deleteProperty(navigator, 'standalone');
  });
});
