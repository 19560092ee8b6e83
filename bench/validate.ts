import { exampleNames } from '../test/support/examples.ts';
import { measureProcess, type Cost } from './process.ts';
import { median, type Row } from './report.ts';

const rounds = 15;
const cli = 'dist/cli/scenarist.js';

/** `scenarist validate` on the examples as a process, beside a Node that does nothing; in turns, the first of each left out. */
export async function benchValidate(): Promise<readonly Row[]> {
  const examples = exampleNames.map((name) => `examples/${name}/${name}.scenario.yaml`);
  const commands = [
    ['-e', '0'],
    [cli, '--help'],
    [cli, 'validate', ...examples],
  ];
  const costs = commands.map((): Cost[] => []);
  for (let round = 0; round <= rounds; round++) {
    for (const [index, command] of commands.entries()) {
      const cost = await measureProcess(command);
      if (round > 0) costs[index]?.push(cost);
    }
  }
  const [bare, help, validate] = costs.map((all) => ({
    wall: median(all.map(({ wallMs }) => wallMs)),
    cpu: median(all.map(({ cpuMs }) => cpuMs)),
  }));
  if (bare === undefined || help === undefined || validate === undefined) return [];
  const note = `CPU ${validate.cpu.toFixed(0)} ms, of bare Node ${bare.cpu.toFixed(0)} ms`;
  return [
    { what: 'bare Node', value: bare.wall, unit: 'ms', atMost: null },
    { what: 'scenarist --help', value: help.wall, unit: 'ms', atMost: null },
    { what: 'scenarist validate, the examples', value: validate.wall, unit: 'ms', atMost: bare.wall + 100, note },
  ];
}
