/** A run goes by its time, to the second: its name is for machines, and two runs may be made in a minute. */
export function runTime({ createdAt }: { readonly createdAt: string }): string {
  const date = new Date(createdAt);
  const isThisYear = date.getFullYear() === new Date().getFullYear();
  return date.toLocaleString('en-GB', {
    ...{ day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', second: '2-digit' },
    ...(isThisYear ? {} : { year: 'numeric' }),
  });
}
