import { describe, expect, it, vi } from 'vitest';
import { source } from '../../support/source.ts';

const tools = (protocol: string) => source`
  user: "Do it. {{tools}}"
  tools: {protocol: ${protocol}, use: [{id: send, builtin: mail.send, tag: send}]}
`;
const several = '\nturns: {max: 4}';

/** The hash of what is sent, by a core whose reader has this version. */
async function hashWith(version: number, sections: string): Promise<string> {
  vi.resetModules();
  vi.doMock('../../../src/core/trial/parserVersion.ts', () => ({ PARSER_VERSION: version }));
  const { conditionsOf, hash } = await import('./support.ts');
  const { promptHash } = await import('../../../src/core/trial/identity.ts');
  const [condition] = conditionsOf(sections);
  if (condition === undefined) throw new Error('the scenario has a condition');
  return promptHash(condition.prompt, hash);
}

describe('another reader of answers', () => {
  it.each([
    ['is another trial where the world answers what was read', tools('text') + several, false],
    ['is the same trial where the model is asked once', tools('text'), true],
    ['is the same trial where the model calls its tools itself', tools('native') + several, true],
  ])('%s', async (_, sections, isSame) => {
    const hashes = [await hashWith(1, sections), await hashWith(2, sections)];
    expect(hashes[0] === hashes[1]).toBe(isSame);
  });
});
