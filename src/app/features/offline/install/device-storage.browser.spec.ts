import { TestBed } from '@angular/core/testing';
import { DeviceStorage } from './device-storage.ts';
import { DEVICE_STORAGE } from '../../../platform/browser.ts';

describe('DeviceStorage', () => {
  function provided(storage: Partial<StorageManager> | undefined): DeviceStorage {
    TestBed.configureTestingModule({
      providers: [{ provide: DEVICE_STORAGE, useValue: storage }],
    });
    return TestBed.inject(DeviceStorage);
  }

  it('reports the space in use, and makes it persistent on request', async () => {
    let isPersisted = false;
    const device = provided({
      persisted: () => Promise.resolve(isPersisted),
      persist: () => Promise.resolve((isPersisted = true)),
      estimate: () => Promise.resolve({ usage: 10, quota: 100 }),
    });
    await device.refresh();
    expect([device.isProtected(), device.estimate()]).toEqual([false, { used: 10, most: 100 }]);
    await device.protect();
    expect(device.isProtected()).toBeTrue();
  });

  it('is unknown when the browser reports nothing', async () => {
    const device = provided(undefined);
    await device.protect();
    expect([device.isProtected(), device.estimate()]).toEqual([undefined, undefined]);
  });

  it('is unknown when storage is disabled', async () => {
    const off = (): Promise<never> => Promise.reject(new TypeError('off'));
    const device = provided({ persisted: off, persist: off, estimate: off });
    await device.protect();
    expect([device.isProtected(), device.estimate()]).toEqual([undefined, undefined]);
  });
});
