/**
 * A phrase in all plural forms of its language, one for each category of `Intl.PluralRules`: two in English and
 * German, four in Polish, six in Arabic.
 */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & {
  readonly other: string;
};

/** Whether an entry of a phrase file is a phrase with plural forms, not a group of phrases. */
export function arePluralForms(entry: object): entry is PluralForms {
  return 'other' in entry && typeof entry.other === 'string';
}
