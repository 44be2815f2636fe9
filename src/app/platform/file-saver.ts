import { inject, Service } from '@angular/core';
import { saveFiles, type SaveOutcome } from './save-files.ts';
import { SAVING_DEVICE } from './saving-device.ts';

/** Saves files as this device does: by share sheet, or as downloads (`saveFiles`). */
@Service()
export class FileSaver {
  private readonly device = inject(SAVING_DEVICE);

  save(files: readonly File[], isLastTry = false): Promise<SaveOutcome> {
    return saveFiles(files, this.device, isLastTry);
  }
}
