/** What a network answered to every test digit: 20 KB for 10,000. */
export interface TestAnswers {
  /** Class 0..9, `[digit]`. */
  readonly answers: Uint8Array<ArrayBuffer>;
  /** Probability of that class, 0..255 for 0..1, `[digit]`. */
  readonly certainties: Uint8Array<ArrayBuffer>;
}

/** As one piece: the answers, then how certain they are. */
export function packAnswers({ answers, certainties }: TestAnswers): ArrayBuffer {
  const packed = new Uint8Array(answers.length * 2);
  packed.set(answers);
  packed.set(certainties, answers.length);
  return packed.buffer;
}

/** The reverse of `packAnswers`. */
export function unpackAnswers(packed: ArrayBuffer): TestAnswers {
  const half = packed.byteLength / 2;
  return {
    answers: new Uint8Array(packed.slice(0, half)),
    certainties: new Uint8Array(packed.slice(half)),
  };
}

/** The answer that is given most often, and its share of all, 0..1. */
export function commonest(answers: Uint8Array): { readonly digit: number; readonly share: number } {
  const counts = new Array<number>(10).fill(0);
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1;
  const most = Math.max(...counts);
  return { digit: counts.indexOf(most), share: most / Math.max(1, answers.length) };
}
