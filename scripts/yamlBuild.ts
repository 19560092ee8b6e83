/**
 * `yaml`'s Node build asks for `process` by require, which an ESM bundle does not have, and looks at the environment at every
 * lexeme; its browser build does neither.
 */
export const yamlBuild = { yaml: './node_modules/yaml/browser/index.js' };
