/** Something that a person wrote, if it is known who. */
interface Written {
  readonly writer?: string;
}

/** Which writers: by their number, or by name. */
export type WriterChoice = 'odd' | 'even' | readonly string[];

const MOST_LISTED = 40;

/** `odd`, `even` or names with commas between them; undefined for no name at all. */
export function parseWriterChoice(text: string): WriterChoice | undefined {
  if (text === 'odd' || text === 'even') return text;
  const names = text.split(',').map((name) => name.trim());
  return names.includes('') ? undefined : names;
}

/**
 * The drawings of some writers.
 * @throws RangeError that lists those there are, where one is missing or no drawing is left
 */
export function drawingsBy<Drawing extends Written>(
  drawings: readonly Drawing[],
  choice: WriterChoice,
): Drawing[] {
  const writers = new Set(drawings.flatMap(({ writer }) => writer ?? []));
  const refuse = (found: string): never => {
    const listed = [...writers].slice(0, MOST_LISTED);
    if (writers.size > listed.length) listed.push('…');
    const expected =
      writers.size === 0 ? 'none, as no drawing has a writer' : `some of ${listed.join(', ')}`;
    throw new RangeError(`writers: expected ${expected}; found ${found}`);
  };
  if (writers.size === 0) refuse(String(choice));
  if (typeof choice !== 'string') {
    const missing = choice.find((name) => !writers.has(name));
    if (missing !== undefined) refuse(missing);
  }
  const chosen = drawings.filter(({ writer }) => writer !== undefined && isChosen(choice, writer));
  return chosen.length > 0 ? chosen : refuse(`no ${String(choice)} one`);
}

function isChosen(choice: WriterChoice, writer: string): boolean {
  if (typeof choice !== 'string') return choice.includes(writer);
  return /^\d+$/.test(writer) && Number(writer) % 2 === (choice === 'odd' ? 1 : 0);
}
