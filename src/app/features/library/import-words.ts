import type { InkReading } from '#formats';
import { inject, Service } from '@angular/core';
import type { PhraseKey } from '../../i18n/languages.ts';
import { Phrases } from '../../i18n/phrases.ts';
import { LibraryService } from '../../network/library/client/library-service.ts';
import type { ImportRemark, NetworkReport } from '../../network/library/shared/import-report.ts';
import { NetworkWords } from './network-words.ts';

const SCALES: Readonly<Record<InkReading['scale'], PhraseKey>> = {
  '0-1': 'import.scale01',
  '0-255': 'import.scale0255',
  'minus-1-1': 'import.scaleMinus',
  mnist: 'import.scaleMnist',
};
/** Names are as long as files have them; so many are shown. */
const MOST_NAMES = 5;

/** What there is to say of a network that was checked, in the current language. */
@Service()
export class ImportWords {
  private readonly say = inject(Phrases).say;
  private readonly library = inject(LibraryService);
  private readonly words = inject(NetworkWords);

  /** How ink counts: `0 to 255, paper high`. */
  scale({ scale, isInverted, isTransposed }: InkReading): string {
    const parts = [this.say(SCALES[scale])];
    if (isInverted) parts.push(this.say('import.inverted'));
    if (isTransposed) parts.push(this.say('import.transposed'));
    return parts.join(', ');
  }

  /** How ink counts for a network, in a sentence. */
  ink({ ink }: NetworkReport): string {
    switch (ink.kind) {
      case 'known':
        return this.say('import.inkKnown');
      case 'found': {
        const scale = this.scale(ink.reading);
        return this.say('import.inkFound', { scale, count: ink.tried });
      }
      case 'asked':
        return this.say('import.inkAsked');
      default:
        return ink satisfies never;
    }
  }

  /** What is unusual about it, a sentence each. */
  remarks({ remarks, twin }: NetworkReport): string[] {
    const known = this.library.networks().find(({ id }) => id === twin);
    const name = known && this.words.name(known);
    return [
      ...(name === undefined ? [] : [this.say('import.remarkTwin', { name })]),
      ...remarks.map((remark) => this.remark(remark)),
    ];
  }

  private remark(remark: ImportRemark): string {
    const { say } = this;
    switch (remark.kind) {
      case 'unusedFiles':
        return say('import.remarkUnused', { names: listed(remark.names) });
      case 'renamedFiles':
        return say('import.remarkRenamed', { count: remark.count });
      case 'unverified':
        return say('import.remarkUnverified', { count: remark.count });
      case 'folded':
        return say('import.remarkFolded', { operators: listed(remark.operators) });
      case 'linearHidden':
        return say('import.remarkLinear', { layers: remark.layers.join(', ') });
      case 'ignoredOutputs':
        return say('import.remarkOutputs', { names: listed(remark.names) });
      case 'newerOperators':
        return say('import.remarkNewer', { version: remark.version, known: remark.known });
      case 'changedSince':
        return say('import.remarkChanged');
      case 'noAccuracy':
        return say('import.remarkNoAccuracy');
      case 'float32':
        return say('import.remarkFloat32');
      case 'uncalibrated':
        return say('import.remarkUncalibrated');
      case 'readsFew':
        return say('import.remarkReadsFew');
      case 'untried':
        return say('import.remarkUntried');
      default:
        return remark satisfies never;
    }
  }
}

function listed(names: readonly string[]): string {
  const rest = names.length > MOST_NAMES ? ' …' : '';
  return names.slice(0, MOST_NAMES).join(', ') + rest;
}
