/** Between slices of long work: whatever the event loop has waiting comes first. */
export const letOthersGoFirst = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
