// Jasmine's helper in Node: gives specs `navigator.gpu`, as browsers have it. Dawn aborts when what
// `create` gives is collected while a device lives; here it stays to the end.
try {
  const { create } = await import('webgpu');
  Object.defineProperty(navigator, 'gpu', { value: create([]), configurable: true });
} catch (error) {
  // The package is optional. Specs that need a GPU fail without, the others need not.
  console.error(`specs: no GPU, since Dawn does not load: ${String(error)}`);
}
