import { DOCUMENT } from '@angular/common';
import { DestroyRef, inject, RendererFactory2, type Provider, type Renderer2 } from '@angular/core';
import { ɵDomRendererFactory2 as DomRendererFactory } from '@angular/platform-browser';

/**
 * Finds what a browser's translator put in the place of texts. Chrome and Edge replace a text node by a `<font>` with
 * its translation; writing to the removed node would have no visible effect.
 */
export class TranslatedTexts {
  private readonly replacements = new WeakMap<Node, Element>();
  private readonly observer = new MutationObserver((records) => {
    this.recordReplacements(records);
  });

  constructor(document: Document) {
    this.observer.observe(document, { childList: true, subtree: true });
  }

  /** Puts a removed text node back. The translator notices, and translates it again. */
  restore(text: Node): void {
    if (text.parentNode) return;
    const place = this.placeOf(text);
    if (place !== text) (place as Element).replaceWith(text);
  }

  /** What now stands in a node's place; the node itself unless a translator replaced it. */
  placeOf(node: Node): Node {
    if (!node.parentNode) this.recordReplacements(this.observer.takeRecords());
    let place = node;
    for (
      let next: Element | undefined;
      !place.parentNode && (next = this.replacements.get(place));
    ) {
      place = next;
    }
    if (!place.parentNode) return node;
    while (isFont(place.parentNode)) place = place.parentNode;
    return place;
  }

  stop(): void {
    this.observer.disconnect();
  }

  private recordReplacements(records: readonly MutationRecord[]): void {
    const put = new Set(records.flatMap(({ addedNodes }) => [...addedNodes].filter(isFont)));
    if (put.size === 0) return;
    for (const { removedNodes, addedNodes, previousSibling, nextSibling } of records) {
      const font = [...addedNodes, previousSibling, nextSibling].find(
        (node): node is Element => isFont(node) && put.has(node),
      );
      if (font) for (const node of removedNodes) this.replacements.set(node, font);
    }
  }
}

/** Makes Angular update a page correctly while the browser translates it. */
export function provideTranslatedTexts(): Provider {
  return {
    provide: RendererFactory2,
    useFactory: () => {
      const texts = new TranslatedTexts(inject(DOCUMENT));
      inject(DestroyRef).onDestroy(() => {
        texts.stop();
      });
      const factory = inject(DomRendererFactory);
      const create = factory.createRenderer.bind(factory);
      const known = new WeakSet<Renderer2>();
      factory.createRenderer = (element, type) => {
        const renderer = create(element, type);
        if (!known.has(renderer)) patchRenderer(renderer, texts);
        known.add(renderer);
        return renderer;
      };
      return factory;
    },
  };
}

function patchRenderer(renderer: Renderer2, texts: TranslatedTexts): void {
  const setValue = renderer.setValue.bind(renderer);
  renderer.setValue = (node: Node, value) => {
    texts.restore(node);
    setValue(node, value);
  };
  const insertBefore = renderer.insertBefore.bind(renderer);
  renderer.insertBefore = (parent, child, before: Node | null, isMove) => {
    insertBefore(parent, child, before && texts.placeOf(before), isMove);
  };
  const removeChild = renderer.removeChild.bind(renderer);
  renderer.removeChild = (parent, child: Node, isHost, isNow) => {
    const place = texts.placeOf(child);
    removeChild(parent, child, isHost, isNow);
    if (place !== child) removeChild(parent, place);
  };
}

function isFont(node: Node | null): node is Element {
  return node instanceof Element && node.localName === 'font';
}
