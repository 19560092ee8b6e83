/** `npm test`: everything, in the order in which a mistake is cheapest to find. */
import { runSteps } from './steps.ts';

await runSteps([
  ['check', 'npm', 'run', '-s', 'check'],
  ['unit tests', 'npm', 'run', '-s', 'test:unit'],
  ['package', 'npm', 'run', '-s', 'package'],
  ['panel in a browser', 'npm', 'run', '-s', 'test:panel'],
  ['inside VS Code', 'npm', 'run', '-s', 'test:inside'],
  ['the main loop in VS Code', 'npm', 'run', '-s', 'test:e2e'],
]);
