import { describe, expect, it } from 'vitest';
import { testPhrases } from '../../../src/core/experiment/phrases.ts';
import { readPhrases, readSeverities } from '../../../src/core/experiment/settings.ts';

describe('the setting of severities', () => {
  it.each<[unknown, object, number]>([
    [undefined, {}, 0],
    [{}, {}, 0],
    [{ 'no-canary': 'off', 'unused-factor': 'error' }, { 'no-canary': 'off', 'unused-factor': 'error' }, 0],
    [{ 'no-canary': 'loud', 'reads-reasoning': 'hint' }, { 'reads-reasoning': 'hint' }, 1],
    // Errors of the file itself are not for a setting to hide.
    [{ 'unknown-name': 'off', toString: 'off' }, {}, 2],
    ['off', {}, 1],
    [null, {}, 1],
  ])('%j is %j, with %d ignored', (setting, value, ignored) => {
    const read = readSeverities(setting);
    expect(read.value).toEqual(value);
    expect(read.ignored).toHaveLength(ignored);
  });
});

describe('the setting of phrases', () => {
  it('adds to the list and takes from it, in any letter case', () => {
    const { value, ignored } = readPhrases({ ' My  Phrase': true, 'Red Team': false });
    expect(value).toEqual([...testPhrases.filter((phrase) => phrase !== 'red team'), 'my phrase']);
    expect(ignored).toEqual([]);
  });

  it.each<[unknown, number]>([
    [undefined, 0],
    [[], 1],
    [{ ' ': true }, 1],
    [{ phrase: 'yes' }, 1],
  ])('%j leaves the list as it is, with %d ignored', (setting, ignored) => {
    const read = readPhrases(setting);
    expect(read.value).toEqual(testPhrases);
    expect(read.ignored).toHaveLength(ignored);
  });
});

describe('the built-in phrases', () => {
  it('are written as they are looked for', () => {
    for (const phrase of testPhrases) expect(phrase).toBe(phrase.trim().toLowerCase().replace(/\s+/g, ' '));
    expect(new Set(testPhrases).size).toBe(testPhrases.length);
    expect(testPhrases).toContain('your ability to continue pursuing your goals');
  });
});
