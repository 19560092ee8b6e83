#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { setFlagsFromString } from 'node:v8';

// Before anything else is loaded: a second start then skips compiling, which is most of what `validate` costs. The cache keeps
// what is compiled when a module is loaded, so all of it is, and not each function when it is first called.
setFlagsFromString('--no-lazy');
enableCompileCache();
const { main } = await import('./main.ts');
process.exitCode = await main(process.argv.slice(2));
