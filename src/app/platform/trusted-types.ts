interface TrustedTypesScope {
  readonly trustedTypes?: {
    createPolicy(name: string, rules: { createScriptURL(url: string): string | null }): unknown;
  };
}

/**
 * Installs the default Trusted Types policy: scripts may be loaded from our own origin (the inference
 * worker, the service worker) and nowhere else; markup and script from text stay forbidden.
 * Browsers without Trusted Types need none.
 * @param baseUrl what relative addresses are relative to
 */
export function installTrustedTypes(scope: object, baseUrl: string): void {
  (scope as TrustedTypesScope).trustedTypes?.createPolicy('default', {
    createScriptURL: (url) => (isOfSameOrigin(url, baseUrl) ? url : null),
  });
}

/** Whether an address, absolute or relative to the base, has the base's origin. */
export function isOfSameOrigin(url: string, baseUrl: string): boolean {
  try {
    return new URL(url, baseUrl).origin === new URL(baseUrl).origin;
  } catch (error) {
    // No address at all.
    if (error instanceof TypeError) return false;
    throw error;
  }
}
