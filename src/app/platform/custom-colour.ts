/** The name of a CSS custom property. */
export type CustomProperty = `--${string}`;

/**
 * A colour that is a custom property in src/styles.css, as an element has it; black where it has none, as before the
 * styles are there.
 * @returns red, green and blue, 0..255
 */
export function customColour(
  element: Element,
  name: CustomProperty,
): readonly [red: number, green: number, blue: number] {
  // What is computed of a custom property is its text, with other ones put in, and no colour.
  const text = getComputedStyle(element).getPropertyValue(name).trim();
  const hex = /^#[\da-f]{6}$/i.test(text) ? parseInt(text.slice(1), 16) : 0;
  return [hex >> 16, (hex >> 8) & 255, hex & 255];
}
