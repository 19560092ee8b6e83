const modeline = /^#\s*yaml-language-server\s*:.*\$schema=(\S+)/;
const schemaName = 'scenario.schema.json';

/**
 * Whether the comments above the content of a YAML file name the schema of scenarios, as in
 * `# yaml-language-server: $schema=../schemas/scenario.schema.json`. The first schema that is named counts.
 */
export function namesScenarioSchema(head: string): boolean {
  for (const line of head.split(/\r\n|\r|\n/)) {
    const schema = modeline.exec(line)?.[1];
    if (schema !== undefined)
      return (
        schema
          .replace(/[?#].*$/, '')
          .split(/[\\/]/)
          .at(-1) === schemaName
      );
    if (!/^\s*(#.*|---\s*|%.*)?$/.test(line)) return false;
  }
  return false;
}
