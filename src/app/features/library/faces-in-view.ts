import { FormatError } from '#model';
import { DestroyRef, inject, Service, signal } from '@angular/core';
import { LibraryService } from '../../network/library/client/library-service.ts';
import type { NetworkFace } from '../../network/library/shared/library-network.ts';
import { WeightsFailure } from '../../network/weights/client/weights-failure.ts';

/** Cards this far from what is on screen already have their face. */
const AHEAD = '300px';

/** The faces of networks, asked for one after the other when their cards come into view. */
@Service({ autoProvided: false })
export class FacesInView {
  private readonly library = inject(LibraryService);
  private readonly known = signal<ReadonlyMap<string, NetworkFace | undefined>>(new Map());
  private readonly wanted: string[] = [];
  private readonly asking = new AbortController();
  private isAsking = false;
  private readonly observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const id = target.getAttribute('data-network');
        if (!isIntersecting || id === null) continue;
        this.observer.unobserve(target);
        this.ask(id);
      }
    },
    { rootMargin: AHEAD },
  );

  constructor() {
    inject(DestroyRef).onDestroy(() => {
      this.observer.disconnect();
      this.asking.abort();
    });
  }

  /** The face of a network; undefined until it is known. */
  of(id: string): NetworkFace | undefined {
    return this.known().get(id);
  }

  /** Watches cards, which name their network in `data-network`. */
  watch(cards: Iterable<Element>): void {
    for (const card of cards) {
      if (!this.known().has(card.getAttribute('data-network') ?? '')) this.observer.observe(card);
    }
  }

  private ask(id: string): void {
    if (this.known().has(id) || this.wanted.includes(id)) return;
    this.wanted.push(id);
    if (!this.isAsking) void this.askAll();
  }

  private async askAll(): Promise<void> {
    const { signal } = this.asking;
    this.isAsking = true;
    for (let id = this.wanted.shift(); id !== undefined; id = this.wanted.shift()) {
      const of = id;
      let face: NetworkFace | undefined;
      try {
        face = await this.library.face(of, signal);
      } catch (error) {
        if (signal.aborted) return;
        // Its weights cannot be read, which using it will say.
        if (!(error instanceof FormatError || error instanceof WeightsFailure)) throw error;
      }
      this.known.update((known) => new Map(known).set(of, face));
    }
    this.isAsking = false;
  }
}
