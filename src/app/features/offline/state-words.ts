import type { PhraseKey } from '../../i18n/languages.ts';
import type { UpdateState } from './updates/app-updates.ts';
import type { Readiness } from './offline-readiness.ts';

/** What each state is called, and what it means. */
export const READINESS_WORDS: Readonly<Record<Readiness, readonly [PhraseKey, PhraseKey]>> = {
  off: ['offline.off', 'offline.offMeaning'],
  checking: ['offline.checking', 'offline.checkingMeaning'],
  loading: ['offline.loading', 'offline.loadingMeaning'],
  asking: ['offline.asking', 'offline.askingMeaning'],
  paused: ['offline.paused', 'offline.pausedMeaning'],
  waiting: ['offline.waiting', 'offline.waitingMeaning'],
  ready: ['offline.ready', 'offline.readyMeaning'],
  full: ['offline.full', 'offline.fullMeaning'],
  damaged: ['offline.damaged', 'offline.damagedMeaning'],
  blocked: ['offline.blocked', 'offline.blockedMeaning'],
  insecure: ['offline.insecure', 'offline.insecureMeaning'],
};

/** What each state of the app's version is called. */
export const VERSION_WORDS: Readonly<Record<UpdateState, PhraseKey>> = {
  none: 'offline.versionNone',
  loading: 'offline.versionLoading',
  failed: 'offline.versionFailed',
  ready: 'offline.versionReady',
  broken: 'offline.versionBroken',
};
