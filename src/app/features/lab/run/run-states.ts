import { Component, inject, input, output } from '@angular/core';
import { Phrases } from '../../../i18n/phrases.ts';

/**
 * What there is to say of how a run is: one line each, in its place, and no dialogs. That digits are on their way is
 * for screen readers only: the button that was pressed shows it, and nothing moves as learning begins.
 */
export type RunState =
  | 'loading'
  | 'hidden'
  | 'elsewhere'
  | 'held-elsewhere'
  | 'full'
  | 'memory'
  | 'gpu-lost'
  | 'no-gpu'
  | 'kept'
  | 'own-changed'
  | { readonly kind: 'interrupted'; readonly images: number }
  | { readonly kind: 'broke'; readonly message: string }
  | { readonly kind: 'wrong-link'; readonly message: string };

const LINES = {
  loading: 'lab.loading',
  hidden: 'lab.hidden',
  elsewhere: 'lab.elsewhere',
  'held-elsewhere': 'lab.heldElsewhere',
  full: 'lab.full',
  memory: 'lab.memory',
  'gpu-lost': 'lab.gpuLost',
  'no-gpu': 'lab.noGpu',
  kept: 'lab.kept',
  'own-changed': 'lab.mineChanged',
} as const;

/** The lines about a run. */
@Component({
  selector: 'app-run-states',
  template: `
    @for (state of states(); track $index) {
      @if (state === 'loading') {
        <p class="visually-hidden">{{ line(state) }}</p>
      } @else {
        <p [attr.role]="isProblem(state) ? 'alert' : null">{{ line(state) }}</p>
      }
      @if (isInterrupted(state)) {
        <button
          type="button"
          class="pill-button"
          data-part="go-on-with"
          (click)="wentOnWith.emit()"
        >
          {{ say('lab.goOnWith') }}
        </button>
      }
      @if (state === 'full') {
        <button type="button" class="pill-button" (click)="networksWanted.emit()">
          {{ say('library.open') }}
        </button>
      }
    }
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px 16px;
    }

    /* What can be done about it stands beside it where there is room. */
    p {
      flex: 1 1 10rem;
      margin: 0;
      color: var(--text-quiet);
      font-size: calc(14 * var(--px));
      line-height: 1.25;
      overflow-wrap: anywhere;
      text-wrap: pretty;
    }

    [role='alert'] {
      color: var(--danger);
    }
  `,
  host: { 'aria-live': 'polite' },
})
export class RunStates {
  protected readonly say = inject(Phrases).say;

  readonly states = input.required<readonly RunState[]>();
  readonly wentOnWith = output();
  readonly networksWanted = output();

  protected line(state: RunState): string {
    if (typeof state === 'string') return this.say(LINES[state]);
    switch (state.kind) {
      case 'interrupted':
        return this.say('lab.interrupted', { count: state.images });
      case 'broke':
        return this.say('lab.broke', { message: state.message });
      case 'wrong-link':
        return this.say('lab.wrongLink', { message: state.message });
      default:
        return state satisfies never;
    }
  }

  protected isInterrupted(state: RunState): boolean {
    return typeof state !== 'string' && state.kind === 'interrupted';
  }

  protected isProblem(state: RunState): boolean {
    return typeof state !== 'string' && state.kind !== 'interrupted';
  }
}
