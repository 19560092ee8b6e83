/** `npm run soak`: what is too long for `npm test`. `node test/soak/main.ts stops` runs that part alone. */
import { anthropicDialect } from '../support/faultServer/anthropicDialect.ts';
import { chatDialect } from '../support/faultServer/chatDialect.ts';
import { soakBudgets } from './budgets.ts';
import { soakFaults } from './faults.ts';
import { soakKills } from './kills.ts';
import type { Soaked } from './soaked.ts';
import { soakStops } from './stops.ts';

const parts: Readonly<Record<string, () => Promise<Soaked>>> = {
  stops: soakStops,
  budgets: soakBudgets,
  kills: soakKills,
  messages: () => soakFaults(anthropicDialect),
  chat: () => soakFaults(chatDialect),
};

const asked = process.argv.slice(2);
for (const [name, soak] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  const startedAt = performance.now();
  const { says, problems } = await soak();
  console.log(`${name}: ${says}; ${((performance.now() - startedAt) / 1_000).toFixed(0)} s`);
  for (const problem of problems.slice(0, 50)) console.log(`  ✗ ${problem}`);
  console.log(problems.length === 0 ? '  ✓ the books balance' : `  ${problems.length} problems`);
  if (problems.length > 0) process.exitCode = 1;
}
