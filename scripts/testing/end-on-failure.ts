// Jasmine's helper for mutation tests: they ask whether a property fails, not for the smallest case that makes it.
import fc from 'fast-check';

fc.configureGlobal({ endOnFailure: true });
