/** Ends a switch over a union: a member that was forgotten is a compile error here, and a bug with a name at run time. */
export function assertNever(value: never): never {
  throw new Error(`unexpected value: ${JSON.stringify(value)}`);
}
