import { inject, Service } from '@angular/core';
import { Figures } from '../../i18n/figures.ts';
import { LanguageSetting } from '../../i18n/language-setting.ts';
import { Phrases } from '../../i18n/phrases.ts';
import type {
  LibraryNetwork,
  NetworkOrigin,
} from '../../network/library/shared/library-network.ts';

/** What a network is, in the current language. */
@Service()
export class NetworkWords {
  private readonly say = inject(Phrases).say;
  private readonly figures = inject(Figures);
  private readonly language = inject(LanguageSetting).language;

  /** Its name; that of the app's own is a phrase. */
  name({ name, origin }: Pick<LibraryNetwork, 'name' | 'origin'>): string {
    return name === '' && origin.kind === 'app' ? this.say('library.own') : name;
  }

  /** Its hidden layers: `128 + 64 neurons`. */
  layers(layers: readonly number[]): string {
    const hidden = layers.slice(1, -1);
    if (hidden.length === 0) return this.say('library.noHidden');
    const sizes = hidden.map((size) => this.figures.count(size)).join(' + ');
    return this.say('library.neurons', { sizes });
  }

  /** How well it reads: test images as its file says, else the bundled digits. */
  accuracy({ accuracy, score }: Pick<LibraryNetwork, 'accuracy' | 'score'>): string {
    if (accuracy !== undefined) {
      return this.say('library.right', { share: this.figures.accuracy(accuracy) });
    }
    if (score) return this.say('library.rightOf', { right: score.right, of: score.of });
    return this.say('library.unmeasured');
  }

  /** Where it came from: `from PyTorch`. */
  origin(origin: NetworkOrigin): string {
    switch (origin.kind) {
      case 'app':
        return this.say('library.fromApp');
      case 'address':
        return this.say('library.fromServer');
      case 'lab':
        return this.say('library.fromLab');
      case 'file':
        return origin.producer === '' || origin.producer === OURS
          ? this.say('library.fromFile')
          : this.say('library.fromProducer', {
              producer: PRODUCERS[origin.producer] ?? origin.producer,
            });
      default:
        return origin satisfies never;
    }
  }

  /** Where it came from, and when: `from PyTorch · 30 Nov 2026`. */
  source({ origin, addedMs }: Pick<LibraryNetwork, 'origin' | 'addedMs'>): string {
    const date = addedMs === undefined ? [] : [this.date(addedMs)];
    return [this.origin(origin), ...date].join(' · ');
  }

  /** Length of its timeline, and size: `35 moments · 7.8 MB`. */
  facts({ checkpoints, bytes }: Pick<LibraryNetwork, 'checkpoints' | 'bytes'>): string {
    const moments = this.say('library.moments', { count: checkpoints });
    return [moments, this.figures.fileSize(bytes)].join(' · ');
  }

  private date(ms: number): string {
    return new Intl.DateTimeFormat(this.language(), { dateStyle: 'medium' }).format(ms);
  }
}

/** The name that this project writes into its files. */
const OURS = 'mnist-mlp-visualizer';
/** Programs by what they write into a file, where that is not how people call them. */
const PRODUCERS: Readonly<Record<string, string>> = {
  pytorch: 'PyTorch',
  skl2onnx: 'scikit-learn',
};
