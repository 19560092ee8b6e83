/** Lets what waits in the event loop go first. */
export function yieldControl(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
