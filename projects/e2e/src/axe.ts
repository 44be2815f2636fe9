import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './app-page.ts';

/** Waits until nothing on the page fades, slides or is still to come: half-faded text has too little contrast. */
async function standStill(page: Page): Promise<void> {
  await expect(page.locator('[data-story]')).toHaveCount(0);
  await page.evaluate(() =>
    Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => undefined))),
  );
}

/**
 * Expects axe to find nothing in the current state of the page.
 * @param part selector of the only part to check, if the rest has not changed
 */
export async function expectAccessible(page: Page, state: string, part = 'html'): Promise<void> {
  await standStill(page);
  const { violations } = await new AxeBuilder({ page }).include(part).analyze();
  const found = violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
  expect(found, state).toEqual([]);
}

/** Controls on the page that are smaller than a finger (44 CSS pixels), with a description. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const controls = document.querySelectorAll<HTMLElement>(
      'a[href], button, summary, input, select, [tabindex]:not([tabindex="-1"])',
    );
    return [...controls]
      .filter((control) => control.checkVisibility({ visibilityProperty: true }))
      .map((control) => {
        // A radio button's target is its label, which it fills.
        const { width, height } = (
          control.closest('label:has([type="radio"])') ?? control
        ).getBoundingClientRect();
        return { control, width, height };
      })
      .filter(({ width, height }) => width > 0 && Math.min(width, height) < 44)
      .map(({ control, width, height }) => {
        const { tagName, ariaLabel, textContent } = control;
        return `${tagName} ${ariaLabel ?? textContent.trim()}: ${width} × ${height}`;
      });
  });
}
