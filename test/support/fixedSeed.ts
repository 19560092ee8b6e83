/**
 * Vitest's set-up: the cases of properties are the same each time, so that a change is red or green by what it does and not by what
 * was drawn. `SCENARIST_SEED=random` draws others; a failure prints its seed.
 */
import fc from 'fast-check';

const { SCENARIST_SEED = '1' } = process.env;
if (SCENARIST_SEED !== 'random') fc.configureGlobal({ seed: Number(SCENARIST_SEED) });
