import { bodies } from './bodies.ts';
import { breaks } from './breaks.ts';
import type { Fault } from './fault.ts';
import { refusals } from './refusals.ts';

export const allFaults: readonly Fault[] = [...refusals, ...breaks, ...bodies];
