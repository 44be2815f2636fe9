import { computed, inject, Service } from '@angular/core';
import { LanguageSetting } from './language-setting.ts';

/** Smaller shares round to 0 percent. */
export const NEXT_TO_NOTHING = 0.005;

/** Decimal places in a neuron's arithmetic. */
const DECIMALS = 2;

/** Writes numbers as the current language does. */
@Service()
export class Figures {
  private readonly setting = inject(LanguageSetting);

  private readonly formats = computed(() => {
    const language = this.setting.language();
    const percent = (digits: number): Intl.NumberFormat =>
      new Intl.NumberFormat(language, {
        style: 'percent',
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      });
    const decimal = (signDisplay: 'negative' | 'exceptZero'): Intl.NumberFormat =>
      new Intl.NumberFormat(language, {
        minimumFractionDigits: DECIMALS,
        maximumFractionDigits: DECIMALS,
        signDisplay,
      });
    const size = (unit: string): Intl.NumberFormat =>
      new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 });
    return {
      decimal: decimal('negative'),
      signed: decimal('exceptZero'),
      percent: percent(0),
      percentWithTenths: percent(1),
      kilobytes: new Intl.NumberFormat(language, {
        style: 'unit',
        unit: 'kilobyte',
        maximumFractionDigits: 0,
      }),
      megabytes: size('megabyte'),
      gigabytes: size('gigabyte'),
      plain: new Intl.NumberFormat(language),
      exact: new Intl.NumberFormat(language, { maximumFractionDigits: 6 }),
      inWords: new Intl.NumberFormat(language, {
        notation: 'compact',
        compactDisplay: 'long',
        maximumFractionDigits: 1,
      }),
      loss: new Intl.NumberFormat(language, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
    };
  });

  /** In whole percent; never shows 0 or 100 percent, but "<1%" or ">99%". */
  readonly probability = (share: number): string => {
    const { percent } = this.formats();
    if (share > 1 - NEXT_TO_NOTHING) return `>${percent.format(0.99)}`;
    if (share < NEXT_TO_NOTHING) return `<${percent.format(0.01)}`;
    return percent.format(share);
  };

  /** In whole percent, from 0 to 100. */
  readonly share = (share: number): string => this.formats().percent.format(share);

  /** In percent with one decimal. */
  readonly accuracy = (share: number): string => this.formats().percentWithTenths.format(share);

  /** In nats, with three decimals. */
  readonly loss = (nats: number): string => this.formats().loss.format(nats);

  /** With thousands separators, and with up to three decimals. */
  readonly count = (number: number): string => this.formats().plain.format(number);

  /** A million and more in words: "3 million"; less as `count` does. */
  readonly amount = (number: number): string =>
    number < 1e6 ? this.count(number) : this.formats().inWords.format(number);

  /** In megabytes or gigabytes with at most one decimal, and the unit. */
  readonly size = (bytes: number): string => {
    const { megabytes, gigabytes } = this.formats();
    return bytes < 1e9 ? megabytes.format(bytes / 1e6) : gigabytes.format(bytes / 1e9);
  };

  /** As `size`; small files in kilobytes. */
  readonly fileSize = (bytes: number): string =>
    bytes < 1e5 ? this.formats().kilobytes.format(bytes / 1e3) : this.size(bytes);

  /** With all its decimals, such as a rate of 0.0001. */
  readonly exact = (number: number): string => this.formats().exact.format(number);

  /** With so many decimals, as columns of numbers have them. */
  readonly fixed = (number: number, decimals: number): string =>
    withMinusSign(
      number.toLocaleString(this.setting.language(), {
        minimumFractionDigits: decimals,
        maximumFractionDigits: decimals,
      }),
    );

  /** With two decimals. */
  readonly decimal = (number: number): string =>
    withMinusSign(this.formats().decimal.format(number));

  /** With two decimals, and a sign unless it is 0. */
  readonly signed = (number: number): string => withMinusSign(this.formats().signed.format(number));
}

/** Uses a minus as wide as the plus; the hyphen that Intl writes is narrower. */
function withMinusSign(text: string): string {
  return text.replace('-', '\u2212');
}
