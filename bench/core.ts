/** What the benchmarks of checking ask of the core; `shippedCore` bundles it. */
export { parseDocument } from '../src/core/document/parseDocument.ts';
export { checkFile } from '../src/core/experiment/checkFile.ts';
export { schemaProblems } from '../src/core/scenario/schemaProblems.ts';
export { checkScenario } from '../src/core/trial/check.ts';
export { sha256 } from '../src/node/sha256.ts';
export { parseDocument as parseYaml } from 'yaml';
