import { DOCUMENT } from '@angular/common';
import { effect, inject, linkedSignal, Service, signal, untracked } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { MissingParts } from '../platform/missing-parts.ts';
import { persistedChoice } from '../platform/persisted.ts';
import { firstSpoken, isLanguage, LANGUAGES, type Language, type PhrasePart } from './languages.ts';

/** A group of phrases that every page needs. */
const BASE = 'settings';

/** The current language: the browser's until the user chooses another. */
@Service()
export class LanguageSetting {
  private readonly document = inject(DOCUMENT);
  private readonly transloco = inject(TranslocoService);
  private readonly missingParts = inject(MissingParts);
  private readonly kept = persistedChoice<Language>('language', {
    isValid: isLanguage,
    fallback: firstSpoken(this.document.defaultView?.navigator.languages ?? []),
  });
  /** The pages with phrases of their own that were opened. */
  private readonly parts = new Set<PhrasePart>();
  /** Counts phrases that have arrived: Transloco, which has them, has no signals. */
  private readonly arrivals = signal(0);

  /** The language on screen: the chosen one if its phrases are here, else the one before, else English. */
  readonly language = linkedSignal<{ readonly chosen: Language }, Language>({
    source: () => ({ chosen: this.kept.value(), arrivals: this.arrivals() }),
    computation: ({ chosen }, before) =>
      [chosen, before?.value ?? 'en', 'en' as const].find((language) => this.isHere(language)) ??
      chosen,
  }).asReadonly();

  constructor() {
    effect(() => {
      const chosen = this.kept.value();
      untracked(() => void this.fetch(chosen));
    });
    effect(() => {
      const language = this.language();
      const { documentElement } = this.document;
      documentElement.lang = language;
      documentElement.dir = LANGUAGES[language].direction;
      this.transloco.setActiveLang(language);
    });
  }

  /** Fetches the phrases of the chosen language, or else the English ones, so that the app starts with texts. */
  async start(): Promise<void> {
    if (await this.fetch(this.kept.value())) return;
    if (!(await this.fetch('en')))
      throw new Error('expected the phrases of a language, found none');
  }

  /**
   * Fetches the phrases of a page that is loaded on demand, in the language on screen; from now on they come with every
   * language. Where they do not arrive, the page says that something is missing.
   */
  async bring(part: PhrasePart): Promise<void> {
    this.parts.add(part);
    await this.fetch(untracked(this.language));
  }

  choose(language: Language): void {
    this.kept.choose(language);
  }

  /** Fetches a language's phrases, unless they are here; returns whether they are here then. */
  private async fetch(language: Language): Promise<boolean> {
    const facts = LANGUAGES[language];
    const missing = [
      ...(this.has(language, BASE) ? [] : [facts.load()]),
      ...[...this.parts]
        .filter((part) => !this.has(language, part))
        .map((part) => facts.parts[part]()),
    ];
    if (missing.length === 0) return true;
    const scripts = await Promise.all(missing).catch(() => undefined);
    if (!scripts) {
      // A script did not arrive: the page says that something is missing, in the phrases it has.
      this.missingParts.report();
      return false;
    }
    for (const script of scripts) this.transloco.setTranslation(script.default, language);
    this.arrivals.update((count) => count + 1);
    return true;
  }

  private isHere(language: Language): boolean {
    return [BASE, ...this.parts].every((part) => this.has(language, part));
  }

  /** Whether phrases are here: each file has a group of its own name, but for what every page needs. */
  private has(language: Language, group: string): boolean {
    const prefix = `${group}.`;
    return Object.keys(this.transloco.getTranslation(language)).some((key) =>
      key.startsWith(prefix),
    );
  }
}
