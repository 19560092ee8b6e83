import { setFlagsFromString } from 'node:v8';

/**
 * A run of 10,000 trials keeps little more than one of 1,000, but V8 would rather let its heap grow than collect: with its
 * defaults the peak is almost twice as high. These two flags hold it where the live data is, for the same CPU time.
 */
export function keepHeapLean(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=30');
}
