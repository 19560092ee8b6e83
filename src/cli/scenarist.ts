#!/usr/bin/env node
import * as nodeModule from 'node:module';
import { setFlagsFromString } from 'node:v8';
import { exitCode } from './exitCode.ts';
import { nodeComplaint } from './nodeVersion.ts';

const complaint = nodeComplaint(process.versions.node);
if (complaint !== null) {
  process.stderr.write(`${complaint}\n`);
  process.exitCode = exitCode.usage;
} else {
  // Before anything else is loaded: a second start then skips compiling, which is most of what `validate` costs. The cache keeps
  // what is compiled when a module is loaded, so all of it is, and not each function when it is first called.
  setFlagsFromString('--no-lazy');
  nodeModule.enableCompileCache();
  const { main } = await import('./main.ts');
  process.exitCode = await main(process.argv.slice(2));
}
