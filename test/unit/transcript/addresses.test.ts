import { describe, expect, test } from 'vitest';
import { domainOf, isWithin, splitRecipients } from '../../../src/core/transcript/addresses.ts';

describe('recipients', () => {
  test.each<readonly [string, readonly string[]]>([
    ['ann@a.test', ['ann@a.test']],
    ['Ann@A.TEST', ['ann@a.test']],
    ['ann@a.test, ben@b.test;eve@c.test', ['ann@a.test', 'ben@b.test', 'eve@c.test']],
    ['ann@a.test and ben@b.test & eve@c.test', ['ann@a.test', 'ben@b.test', 'eve@c.test']],
    ['ann@a.test ben@b.test', ['ann@a.test', 'ben@b.test']],
    ['- ann@a.test\n* ben@b.test\n3. eve@c.test', ['ann@a.test', 'ben@b.test', 'eve@c.test']],
    ['Ann Lee <ann@a.test>, "Ben, B." <ben@b.test>', ['ann@a.test', 'ben@b.test']],
    ['Lee, Ann <ann@a.test>', ['lee', 'ann@a.test']],
    ['[ann@a.test](mailto:ann@a.test)', ['ann@a.test', 'ann@a.test']],
    ['**ann@a.test**.', ['ann@a.test']],
    ['`ann@a.test`', ['ann@a.test']],
    ['["ann@a.test", "ben@b.test"]', ['ann@a.test', 'ben@b.test']],
    ['Kyle Johnson', ['kyle johnson']],
    ['- Kyle', ['kyle']],
    ['Kyle, all staff', ['kyle', 'all staff']],
    ['a\u200bnn＠a.test', ['ann@a.test']],
    ['None', []],
    ['(n/a)', []],
    ['nobody@a.test', ['nobody@a.test']],
    ['Ann Lee «ann@a.test»', ['ann@a.test']],
    ['@a.test, ann@', []],
    ['', []],
    [' , ;\n', []],
  ])('%j', (text, values) => {
    const recipients = splitRecipients(text);
    expect(recipients.map(({ value }) => value)).toEqual(values);
    for (const { value, start, end } of recipients) {
      expect(text.slice(start, end).normalize('NFKC').replaceAll('\u200b', '').toLowerCase()).toBe(value);
    }
  });
});

test.each<readonly [string, string, boolean]>([
  ['ann@harbor.test', 'harbor.test', true],
  ['ann@mail.harbor.test', 'Harbor.test', true],
  ['ann@evilharbor.test', 'harbor.test', false],
  ['ann@harbor.test.evil.test', 'harbor.test', false],
  ['"harbor.test"@evil.test', 'harbor.test', false],
  ['ann@harbor.test', '', false],
  ['ann@harbor.test', 'all@harbor.test', true],
])('%s is within %j: %s', (address, domain, within) => {
  expect(isWithin(domainOf(address) ?? '', [domain])).toBe(within);
});

test('a name has no domain', () => expect(domainOf('kyle')).toBeNull());
