import { Component, inject, input } from '@angular/core';
import { Phrases } from '../../i18n/phrases.ts';
import type { PhraseKey } from '../../i18n/languages.ts';

/** An action of the user, and its effect. */
export interface Gesture {
  readonly act: PhraseKey;
  readonly effect: PhraseKey;
}

export const DRAWING_GESTURES: readonly Gesture[] = [
  { act: 'help.draw', effect: 'help.drawEffect' },
  { act: 'help.pen', effect: 'help.penEffect' },
  { act: 'help.undo', effect: 'help.undoEffect' },
  { act: 'help.erase', effect: 'help.eraseEffect' },
  { act: 'help.examples', effect: 'help.examplesEffect' },
  { act: 'help.seen', effect: 'help.seenEffect' },
  { act: 'help.bars', effect: 'help.barsEffect' },
  { act: 'help.afresh', effect: 'help.afreshEffect' },
];

export const NETWORK_GESTURES: readonly Gesture[] = [
  { act: 'help.turn', effect: 'help.turnEffect' },
  { act: 'help.move', effect: 'help.moveEffect' },
  { act: 'help.zoom', effect: 'help.zoomEffect' },
  { act: 'help.point', effect: 'help.pointEffect' },
  { act: 'help.pick', effect: 'help.pickEffect' },
  { act: 'help.again', effect: 'help.againEffect' },
  { act: 'help.why', effect: 'help.whyEffect' },
  { act: 'help.views', effect: 'help.viewsEffect' },
  { act: 'help.save', effect: 'help.saveEffect' },
  { act: 'help.networks', effect: 'help.networksEffect' },
  { act: 'help.drop', effect: 'help.dropEffect' },
];

export const TIMELINE_GESTURES: readonly Gesture[] = [
  { act: 'help.scrub', effect: 'help.scrubEffect' },
  { act: 'help.play', effect: 'help.playEffect' },
  { act: 'help.train', effect: 'help.trainEffect' },
];

/** For the keyboard. */
export const KEYS: readonly Gesture[] = [
  { act: 'help.keyTab', effect: 'help.keyTabEffect' },
  { act: 'help.keyPaper', effect: 'help.keyPaperEffect' },
  { act: 'help.keyUndo', effect: 'help.keyUndoEffect' },
  { act: 'help.keyCamera', effect: 'help.keyCameraEffect' },
  { act: 'help.keyNeuron', effect: 'help.keyNeuronEffect' },
  { act: 'help.keyAgain', effect: 'help.keyAgainEffect' },
  { act: 'help.keyRows', effect: 'help.keyRowsEffect' },
  { act: 'help.keyEscape', effect: 'help.keyEscapeEffect' },
];

/** A list of actions and their effects. */
@Component({
  selector: 'app-gesture-list',
  template: `
    <dl>
      @for (gesture of gestures(); track gesture.act) {
        <div>
          <dt>{{ say(gesture.act) }}</dt>
          <dd>{{ say(gesture.effect) }}</dd>
        </div>
      }
    </dl>
  `,
  styleUrl: './gesture-list.css',
})
export class GestureList {
  protected readonly say = inject(Phrases).say;

  readonly gestures = input.required<readonly Gesture[]>();
}
