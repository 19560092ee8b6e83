/**
 * `npm test`: everything. What is tested is built once. Then what takes a processor goes beside what waits for a VS Code, each in the
 * order in which a mistake is cheapest to find.
 */
import { runSteps } from './steps.ts';

await runSteps([['package', 'npm', 'run', '-s', 'package']]);
if (process.exitCode === undefined) {
  // The tests of the CLI would build it anew, while others start it.
  process.env['SCENARIST_BUILT'] = '1';
  await runSteps(
    [
      ['check', 'npm', 'run', '-s', 'check'],
      ['unit tests', 'npm', 'run', '-s', 'test:unit'],
      ['panel in a browser', 'npm', 'run', '-s', 'test:panel'],
    ],
    [
      ['inside VS Code', 'npm', 'run', '-s', 'test:inside'],
      ['the main loop in VS Code', 'npm', 'run', '-s', 'test:e2e'],
    ],
  );
}
