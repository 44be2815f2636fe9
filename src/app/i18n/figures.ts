import { computed, inject, Service } from '@angular/core';
import { LanguageSetting } from './language-setting.ts';

/** Smaller shares round to no percent. */
export const NEXT_TO_NOTHING = 0.005;

/** Decimals of a neuron's arithmetic. */
const DECIMALS = 2;

/** Numbers as the language in use writes them. */
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
      megabytes: size('megabyte'),
      gigabytes: size('gigabyte'),
      plain: new Intl.NumberFormat(language),
      loss: new Intl.NumberFormat(language, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
    };
  });

  /** Whole percent; what is not quite nothing and not quite certain is not called so. */
  readonly probability = (share: number): string => {
    const { percent } = this.formats();
    if (share > 1 - NEXT_TO_NOTHING) return `>${percent.format(0.99)}`;
    if (share < NEXT_TO_NOTHING) return `<${percent.format(0.01)}`;
    return percent.format(share);
  };

  /** Whole percent, nothing and all included. */
  readonly share = (share: number): string => this.formats().percent.format(share);

  /** Percent with one decimal. */
  readonly accuracy = (share: number): string => this.formats().percentWithTenths.format(share);

  /** Nats with three decimals. */
  readonly loss = (nats: number): string => this.formats().loss.format(nats);

  /** With separators, and decimals as they are. */
  readonly count = (number: number): string => this.formats().plain.format(number);

  /** Megabytes or gigabytes with a decimal, and their name. */
  readonly size = (bytes: number): string => {
    const { megabytes, gigabytes } = this.formats();
    return bytes < 1e9 ? megabytes.format(bytes / 1e6) : gigabytes.format(bytes / 1e9);
  };

  /** Two decimals. */
  readonly decimal = (number: number): string =>
    withMinusSign(this.formats().decimal.format(number));

  /** Two decimals, with a sign unless it is 0. */
  readonly signed = (number: number): string => withMinusSign(this.formats().signed.format(number));
}

/** Minus is as wide as plus, which the hyphen that Intl writes is not. */
function withMinusSign(text: string): string {
  return text.replace('-', '\u2212');
}
