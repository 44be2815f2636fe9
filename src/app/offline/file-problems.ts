import { DOCUMENT } from '@angular/common';
import { Component, computed, inject, input } from '@angular/core';
import { Figures } from '../i18n/figures.ts';
import type { PhraseKey } from '../i18n/languages.ts';
import { Phrases, type PhraseValues } from '../i18n/phrases.ts';
import type { Arrival, FileProblem } from '../weights/file-failure.ts';

/** What thirty-five files have in common shows in a few. */
const MOST_SHOWN = 6;

/** Files that do not arrive as they are: which, what came instead, and what to do, for whoever runs the server. */
@Component({
  selector: 'app-file-problems',
  template: `
    <h4>{{ say('offline.forServer') }}</h4>
    <ul>
      @for (row of rows(); track row.file) {
        <li>
          <strong>{{ row.file }}</strong><br />{{ row.words }}
        </li>
      }
    </ul>
    @if (more(); as line) {
      <p>{{ line }}</p>
    }
  `,
  styleUrl: './file-problems.css',
})
export class FileProblems {
  private readonly folder = new URL('.', inject(DOCUMENT).baseURI).href;
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly problems = input.required<readonly FileProblem[]>();

  protected readonly rows = computed(() =>
    this.problems()
      .slice(0, MOST_SHOWN)
      .map(({ file, arrival }) => {
        const [key, values] = this.wordsFor(arrival);
        const isOfApp = file.startsWith(this.folder);
        return {
          file: isOfApp ? file.slice(this.folder.length) : file,
          words: this.say(key, values),
        };
      }),
  );
  protected readonly more = computed(() => {
    const count = this.problems().length - MOST_SHOWN;
    return count > 0 && this.say('offline.moreFiles', { count });
  });

  private wordsFor(arrival: Arrival): [PhraseKey, PhraseValues] {
    switch (arrival.kind) {
      case 'status':
        return [wordsForStatus(arrival.status), { status: arrival.status }];
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

function wordsForStatus(status: number): PhraseKey {
  if (status === 404 || status === 410) return 'offline.cameMissing';
  return status >= 500 ? 'offline.cameError' : 'offline.cameForbidden';
}
