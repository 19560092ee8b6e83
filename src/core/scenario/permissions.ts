import type { Steps } from '../text/steps.ts';
import type { FactorTable } from './factors.ts';
import type { Tool as ToolShape } from './generated/scenarioFile.ts';
import { field, isPresent, items, stringIn, type Part } from './parts.ts';
import type { Reader } from './reader.ts';
import type { Permission, PermissionAlternative } from './scenario.ts';
import { warnOfUnreachable } from './texts.ts';
import { readWhen } from './when.ts';

type Alternatives = Exclude<ToolShape['permission'], string | undefined>;

/** One permission, or alternatives of which the first that holds in a condition is taken. Absent: `allow`. */
export function* readPermissions(
  reader: Reader,
  factors: FactorTable,
  part: Part<ToolShape['permission']>,
): Steps<readonly PermissionAlternative[]> {
  const whole = permissionIn(part);
  if (whole !== null || !isPresent(part)) return [{ when: [], permission: whole ?? 'allow' }];
  const alternatives: PermissionAlternative[] = [];
  let always = false;
  for (const item of items(part as Part<Alternatives>)) {
    const permission = permissionIn(field(item, 'permission'));
    const condition = field(item, 'when');
    if (always) warnOfUnreachable(reader, item);
    always ||= permission !== null && !isPresent(condition) && !reader.hasStrayKey(item);
    const when = yield* readWhen(reader, factors, condition);
    if (permission !== null) alternatives.push({ when, permission });
  }
  return alternatives;
}

function permissionIn(part: Part): Permission | null {
  const word = stringIn(part);
  return word === 'allow' || word === 'deny' || word === 'ask' ? word : null;
}
