const signals = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Aborts at the first request to end, or when nobody reads standard output any more; a second request ends at once. */
export function stopSignal(): { readonly signal: AbortSignal; dispose(): void } {
  const controller = new AbortController();
  const stop = () => controller.abort();
  for (const name of signals) process.once(name, stop);
  process.stdout.removeAllListeners('error').on('error', stop);
  return {
    signal: controller.signal,
    dispose() {
      for (const name of signals) process.off(name, stop);
    },
  };
}
