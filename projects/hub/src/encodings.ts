/** The encodings for a body, smallest result first. */
export const ENCODINGS = ['br', 'gzip', 'identity'] as const;
/** One of these encodings. */
export type Encoding = (typeof ENCODINGS)[number];

/**
 * Chooses by `Accept-Encoding` (RFC 9110, 12.5.3): the highest weight, and for equal weights the first of
 * `available`. Without the header nothing is encoded. Whatever is not a coding with a weight from 0 to 1 is ignored.
 * @returns undefined when the header refuses all of them
 */
export function chooseEncoding(
  header: string | undefined,
  available: readonly Encoding[],
): Encoding | undefined {
  const weights = parseWeights(header ?? '');
  const weightOf = (coding: Encoding): number => weights.get(coding) ?? weights.get('*') ?? 0;
  const [best] = available
    .filter((coding) => weightOf(coding) > 0)
    .sort((a, b) => weightOf(b) - weightOf(a));
  if (best !== undefined) return best;
  // Unencoded content suits everyone who does not refuse it.
  const isRefused = weights.has('identity') || weights.has('*');
  return isRefused ? undefined : available.find((coding) => coding === 'identity');
}

function parseWeights(header: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const item of header.toLowerCase().split(',')) {
    const [coding = '', ...parameters] = item.split(';').map((part) => part.trim());
    const parameter = parameters.find((text) => /^q\s*(?:=|$)/.test(text)) ?? 'q=1';
    const given = parameter.replace(/^q\s*=?\s*/, '');
    const weight = /^(?:\d+\.?\d*|\.\d+)$/.test(given) ? Number(given) : NaN;
    // `x-gzip` is the old name of gzip (RFC 9110, 8.4.1.3).
    if (coding !== '' && weight <= 1) weights.set(coding === 'x-gzip' ? 'gzip' : coding, weight);
  }
  return weights;
}
