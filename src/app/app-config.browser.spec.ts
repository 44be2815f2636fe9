import { DOCUMENT } from '@angular/common';
import { ErrorHandler } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { appConfig } from './app-config.ts';

describe('the app as a whole', () => {
  it('reports unhandled rejections', async () => {
    const handleError = jasmine.createSpy();
    TestBed.configureTestingModule({
      providers: [...appConfig.providers, { provide: ErrorHandler, useValue: { handleError } }],
    });
    TestBed.inject(DOCUMENT);
    await jasmine.spyOnGlobalErrorsAsync(() => {
      const reason = new Error('nobody waits');
      const promise = Promise.resolve();
      window.dispatchEvent(new PromiseRejectionEvent('unhandledrejection', { promise, reason }));
      expect(handleError).toHaveBeenCalledWith(reason);
      return Promise.resolve();
    });
  });
});
