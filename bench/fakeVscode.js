// Stands in for the `vscode` module, so that the extension's bundle can be loaded outside of VS Code: whatever is read of it
// gives more of the same. Loading calls next to nothing of it.
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';

const code = readFileSync('dist/extension/main.js', 'utf8');
const spaces = [...code.matchAll(/import\s*\*\s*as (\w+) from\s*"vscode"/g)].map(([, name]) => name);
const used = new Set(
  spaces.flatMap((space) => [...code.matchAll(new RegExp(`\\b${space}\\.(\\w+)`, 'g'))].map(([, name]) => name)),
);
const source = [
  'const anything = new Proxy(function () {}, { get: (_, key) => (key === Symbol.toPrimitive ? () => "" : anything) });',
  ...[...used].map((name) => `export const ${name} = anything;`),
].join('\n');

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode' ? { url: 'fake:vscode', shortCircuit: true } : next(specifier, context),
  load: (url, context, next) =>
    url === 'fake:vscode' ? { format: 'module', source, shortCircuit: true } : next(url, context),
});
