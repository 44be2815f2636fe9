// Jasmine's helper in Node: gives specs `navigator.gpu`, as browsers have it. Dawn aborts when what
// `create` gives is collected while a device lives; here it stays to the end.
import { create } from 'webgpu';

Object.defineProperty(navigator, 'gpu', { value: create([]), configurable: true });
