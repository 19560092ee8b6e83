/** JSON in which every text has gone through `clean`. */
export function cleanJson(value: unknown, clean: (text: string) => string): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'string' ? clean(each) : each));
}
