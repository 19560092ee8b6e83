/** `npm run check`: everything that can be known without running the product. Each tool is run, so that one report shows all. */
import { runSteps } from './steps.ts';

await runSteps([
  ['types of the core', 'tsc', '-p', 'src/core/tsconfig.json'],
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['types of the panel', 'tsc', '-p', 'media/tsconfig.json'],
  ['types of the panel’s tests', 'tsc', '-p', 'test/panel/tsconfig.json'],
  ['lint', 'eslint', '.', '--max-warnings', '0'],
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['import order', 'depcruise', 'src', 'media', '--config', '.dependency-cruiser.cjs', '--output-type', 'err'],
  ['dead code', 'knip'],
  ['generated files', 'node', 'scripts/generate.ts', '--check'],
]);
