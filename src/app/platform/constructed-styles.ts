import { DOCUMENT } from '@angular/common';
import { inject, Service, type InjectionToken, type ɵSHARED_STYLES_HOST } from '@angular/core';

type SharedStylesHost = typeof ɵSHARED_STYLES_HOST extends InjectionToken<infer T> ? T : never;

interface UsedSheet {
  readonly sheet: CSSStyleSheet;
  users: number;
}

/**
 * Adds component styles as constructed style sheets, which the policy `style-src 'self'` allows, where
 * Angular's own `SharedStylesHost` adds `<style>` elements, which it forbids.
 */
@Service({ autoProvided: false })
export class ConstructedStyles implements SharedStylesHost {
  private readonly document = inject(DOCUMENT);
  private readonly sheets = new Map<string, UsedSheet>();

  addStyles(styles: readonly string[]): void {
    for (const text of styles) {
      const known = this.sheets.get(text);
      if (known) {
        known.users += 1;
        continue;
      }
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      this.sheets.set(text, { sheet, users: 1 });
      this.document.adoptedStyleSheets = [...this.document.adoptedStyleSheets, sheet];
    }
  }

  removeStyles(styles: readonly string[]): void {
    for (const text of styles) {
      const used = this.sheets.get(text);
      if (!used) continue;
      used.users -= 1;
      if (used.users > 0) continue;
      this.sheets.delete(text);
      this.document.adoptedStyleSheets = this.document.adoptedStyleSheets.filter(
        (sheet) => sheet !== used.sheet,
      );
    }
  }

  addHost(): void {
    // The document is the only host: no component here uses a shadow root.
  }

  removeHost(): void {
    // As above.
  }
}
