/** What the tests use of jStat, which has no types of its own. */
declare module 'jstat' {
  export const jStat: {
    readonly normal: {
      cdf(x: number, mean: number, sd: number): number;
      inv(p: number, mean: number, sd: number): number;
    };
    readonly chisquare: { cdf(x: number, freedom: number): number };
    readonly binomial: { cdf(k: number, n: number, p: number): number };
  };
}
