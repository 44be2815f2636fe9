/** The name of a CSS custom property. */
export type CustomProperty = `--${string}`;

/**
 * An element's value of a colour that is a custom property in src/styles.css; black if it has none, for example before
 * the styles have loaded.
 * @returns red, green and blue, 0..255
 */
export function customColour(
  element: Element,
  name: CustomProperty,
): readonly [red: number, green: number, blue: number] {
  // The computed value of a custom property is its text, with references replaced, not a parsed colour.
  const text = getComputedStyle(element).getPropertyValue(name).trim();
  const hex = /^#[\da-f]{6}$/i.test(text) ? parseInt(text.slice(1), 16) : 0;
  return [hex >> 16, (hex >> 8) & 255, hex & 255];
}
