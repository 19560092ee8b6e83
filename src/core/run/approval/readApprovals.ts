import { parseDocument } from '../../document/parseDocument.ts';
import type { ParsedDocument } from '../../document/parsedDocument.ts';
import type { Match as MatchShape } from '../../scenario/generated/scenarioFile.ts';
import type { Ids } from '../../scenario/ids.ts';
import { createPatternBudget, readMatch, type PatternBudget } from '../../scenario/matches.ts';
import { entries, field, isPresent, items, stringIn, type Part } from '../../scenario/parts.ts';
import { createReader, listFindings, type Reader } from '../../scenario/reader.ts';
import type { FieldMatch } from '../../scenario/sourceText.ts';
import type { Tool } from '../../scenario/scenario.ts';
import { wordSchemaErrors } from '../../scenario/schemaWords.ts';
import type { Problem } from '../../text/problem.ts';
import { validateApprovals } from '../generated/validateApprovals.js';
import type { ApprovalRule } from './policy.ts';

/** As the schema has it. */
interface RuleShape {
  readonly tool: string;
  readonly where: Readonly<Record<string, MatchShape>>;
  readonly decision: 'approve' | 'deny';
  readonly reason: string;
}

export interface ReadApprovals {
  /** Null where a problem is an error. */
  readonly rules: readonly ApprovalRule[] | null;
  readonly problems: readonly Problem[];
  readonly document: ParsedDocument;
}

/** A file of approvals → rules, and all that is wrong with it, read against the tools that ask in what is run. */
export function readApprovals(text: string, asking: readonly Tool[]): ReadApprovals {
  const document = parseDocument(text);
  const { data } = document;
  const schema = data === undefined ? [] : wordSchemaErrors(document, validateApprovals(data));
  const reader = createReader(document, [...document.problems, ...schema]);
  const patterns = createPatternBudget();
  const root: Part<readonly RuleShape[]> = { value: data, pointer: '' };
  const rules = items(root).map((part) => readRule(reader, part, { asking, patterns }));
  const isReadable = data !== undefined && !reader.result().hasErrors;
  if (isReadable) checkCoverage(reader, rules, asking);
  const findings = reader.result();
  return { rules: findings.hasErrors ? null : rules, problems: listFindings(findings), document };
}

interface Names {
  readonly asking: readonly Tool[];
  readonly patterns: PatternBudget;
}

function readRule(reader: Reader, part: Part<RuleShape>, { asking, patterns }: Names): ApprovalRule {
  const named = field(part, 'tool');
  const tool = stringIn(named);
  const known = asking.filter(({ id }) => id === tool);
  if (tool !== null && known.length === 0) {
    reader.unknown('unknown-tool', reader.atValue(named), {
      name: tool,
      says: 'Nothing that is run has a tool that asks and is called',
      known: [...new Set(asking.map(({ id }) => id))],
      knownAre: 'The tools that ask are',
    });
  }
  const where = field(part, 'where');
  if (tool === null && isPresent(where) && !reader.hasStrayKey(part)) {
    const message = 'A rule with `where` is about the fields of one tool. Name it: `tool: …`.';
    reader.error('rule-without-tool', reader.atKey(where), message);
  }
  const reason = field(part, 'reason');
  const approved = stringIn(field(part, 'decision')) === 'approve';
  if (approved && isPresent(reason)) {
    const message =
      'A reason is told with a refusal, and this rule approves. Remove the reason, or write `decision: deny`.';
    reader.error('reason-of-approval', reader.atKey(reason), message);
  }
  const matches = entries(where).map(([name, match]): FieldMatch => {
    const fields = known.flatMap((each) => each.fields);
    const own = fields.find((each) => each.name === name);
    if (known.length > 0 && own === undefined)
      reader.unknown('unknown-field', reader.atKey(match), {
        name,
        says: `Tool \`${tool ?? ''}\` has no field`,
        known: [...new Set(fields.map((each) => each.name))],
        knownAre: 'Its fields are',
      });
    return {
      field: name,
      match: readMatch(reader, match, { patterns, documents: anyIds, type: own?.type ?? 'addresses' }),
    };
  });
  return { tool, where: matches, approved, reason: stringIn(reason) };
}

/** The same file may be for scenarios with other documents. */
const anyIds: Ids = { names: [], complete: false, has: () => true, add: () => null };

/** No action may be left over: what is decided then would be a default that nobody wrote. */
function checkCoverage(reader: Reader, rules: readonly ApprovalRule[], asking: readonly Tool[]): void {
  const decides = (id: string): boolean =>
    rules.some(({ tool, where }) => where.length === 0 && (tool === null || tool === id));
  const open = [...new Set(asking.map(({ id }) => id))].filter((id) => !decides(id));
  const [first] = open;
  if (first === undefined) return;
  const names = open.map((id) => `\`${id}\``).join(', ');
  const message = `No rule decides on the other actions of ${names}. Put one without \`where\` at the end, as in \`- {tool: ${first}, decision: deny}\`.`;
  reader.error('undecided-actions', reader.atValue({ pointer: `/${rules.length - 1}` }), message);
}
