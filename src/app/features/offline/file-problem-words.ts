import { inject, Service } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import type { PhraseKey } from '../../i18n/languages.ts';
import { Phrases, type PhraseValues } from '../../i18n/phrases.ts';
import { APP_FOLDER } from '../../platform/page-address.ts';
import type { Arrival, FileProblem } from '../../network/weights/shared/file-failure.ts';

/** Phrases for whoever runs the server: what arrived instead of a file, and what to do. */
@Service()
export class FileProblemWords {
  private readonly folder = inject(APP_FOLDER);
  private readonly figures = inject(Figures);
  private readonly say = inject(Phrases).say;

  /** The file's path relative to the app's folder, and the phrase that follows it: together they form sentences. */
  of({ file, arrival }: FileProblem): { readonly file: string; readonly words: string } {
    const isOfApp = file.startsWith(this.folder);
    const [key, values] = this.phraseOf(arrival);
    return { file: isOfApp ? file.slice(this.folder.length) : file, words: this.say(key, values) };
  }

  private phraseOf(arrival: Arrival): [PhraseKey, PhraseValues] {
    switch (arrival.kind) {
      case 'status':
        return [phraseOfStatus(arrival.status), { status: arrival.status }];
      case 'type':
        return ['offline.cameType', { type: arrival.type || '?' }];
      case 'other':
        return ['offline.cameOther', { bytes: this.figures.count(arrival.bytes) }];
      case 'unusable':
        return ['offline.cameUnusable', { reason: arrival.reason }];
      case 'nothing':
        return ['offline.cameNothing', {}];
      case 'redirect':
        return ['offline.cameRedirect', {}];
      case 'cut':
        return ['offline.cameCut', {}];
      case 'page':
        return ['offline.camePage', {}];
      default:
        return arrival satisfies never;
    }
  }
}

function phraseOfStatus(status: number): PhraseKey {
  if (status === 404 || status === 410) return 'offline.cameMissing';
  return status >= 500 ? 'offline.cameError' : 'offline.cameForbidden';
}
