import { computed, Service } from '@angular/core';
import { persistedChoice } from '../../platform/persisted.ts';

/** Whether drawings are fitted and centred before they go to the network; on by default. */
@Service()
export class PreparationSetting {
  private readonly kept = persistedChoice<'fitted' | 'raw'>('preparation', {
    isValid: (text) => text === 'fitted' || text === 'raw',
    fallback: 'fitted',
  });

  readonly isPrepared = computed(() => this.kept.value() === 'fitted');

  toggle(): void {
    this.kept.choose(this.isPrepared() ? 'raw' : 'fitted');
  }
}
