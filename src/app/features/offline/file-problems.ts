import { Component, computed, inject, input } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { Phrases } from '../../i18n/phrases.ts';
import type { FileProblem } from '../../network/weights/shared/file-failure.ts';
import { FileProblemWords } from './file-problem-words.ts';

/** A few files are enough to recognise a common cause. */
const MOST_SHOWN = 6;

/** A list, for whoever runs the server, of files that did not arrive intact: what arrived instead, and what to do. */
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
  private readonly words = inject(FileProblemWords);
  private readonly figures = inject(Figures);
  protected readonly say = inject(Phrases).say;

  readonly problems = input.required<readonly FileProblem[]>();

  protected readonly rows = computed(() =>
    this.problems()
      .slice(0, MOST_SHOWN)
      .map((problem) => this.words.of(problem)),
  );
  protected readonly more = computed(() => {
    const count = this.problems().length - MOST_SHOWN;
    return count > 0 && this.say('offline.moreFiles', { count });
  });
}
