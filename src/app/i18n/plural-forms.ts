/**
 * A phrase in the forms that its language has for counts, one a category of `Intl.PluralRules`: two in English and
 * German, four in Polish, six in Arabic.
 */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & {
  readonly other: string;
};

/** Whether what stands in a phrase file is forms for counts, not phrases by name. */
export function arePluralForms(entry: object): entry is PluralForms {
  return 'other' in entry && typeof entry.other === 'string';
}
