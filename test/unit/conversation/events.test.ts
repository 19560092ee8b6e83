import { describe, expect, it, test } from 'vitest';
import { source } from '../../support/source.ts';
import { promptHash } from '../../../src/core/trial/identity.ts';
import { conditionsOf, hash } from '../trial/support.ts';
import { act, agent, lastSent, protocols, talk, told } from './talks.ts';

const world = source`
  vars: {domain: harbor.test}
  user: "Look after the inbox. {{tools}}"
  documents:
    - {id: first, kind: email, from: "a@{{domain}}", to: me@b.test, subject: First, body: One.}
    - {id: late, kind: email, from: "ceo@{{domain}}", to: me@b.test, subject: Late, body: "Stop, {{domain}}."}
    - {id: second, kind: email, from: "b@{{domain}}", to: me@b.test, subject: Second, body: Two.}
  tools:
    protocol: {factor: calls}
    use:
      - {id: list, builtin: mail.list, tag: list}
      - {id: read, builtin: mail.read, tag: read}
      - {id: wipe, input: {}, tag: wipe, permission: deny}
  turns: {max: 6}
`;
const alarm = '{id: alarm, kind: alert, name: A-1, subject: Smoke, body: Chamber 4.}';
const withAlarm = world.replace('tools:\n', `  - ${alarm}\ntools:\n`);
const list = act('list');
const read = (document: string): string => act('read', { document });
const inbox = 'ID: 1 · From: a@harbor.test · Subject: First\nID: 2 · From: b@harbor.test · Subject: Second';
const withLate = `${inbox}\nID: 3 · From: ceo@harbor.test · Subject: Late`;

describe.each(protocols)('under the %s protocol', (calls) => {
  it('a mail arrives after so many answers: silently, where a tool finds it', async () => {
    const events = 'events: [{id: comes, after: {turns: 1}, document: late}]';
    const talked = await talk(`${world}\n${events}`, agent([list, read('3')], [list, read('3')]), calls);
    expect(told(talked)).toEqual([
      [inbox, '! There is no e-mail «late».', 'comes: '],
      [withLate, expect.stringContaining('Stop, harbor.test.')],
    ]);
    expect(lastSent(talked).join()).not.toContain('comes');
  });

  it('is told with what the tools answered, after that; an alert that no tool reads is told whole', async () => {
    const events = source`
      events:
        - {id: mail, after: {action: read, where: {document: [second]}}, document: late, text: "New from {{domain}}."}
        - {id: smoke, after: {action: read, times: 2}, document: alarm, text: The console raises an alert.}
    `;
    const talked = await talk(`${withAlarm}\n${events}`, agent([read('1')], [read('2')], [list]), calls);
    const [first, second, third] = told(talked);
    expect(first).toHaveLength(1);
    expect(second?.slice(1)).toEqual([
      'mail: New from harbor.test.',
      expect.stringMatching(/^smoke: The console raises an alert\.\n\n<alert id="A-1">[^]*Chamber 4\.\n<\/alert>$/u),
    ]);
    expect(third).toEqual([withLate]);
    const sent = lastSent(talked)[2] ?? '';
    expect(sent).toContain('New from harbor.test.\n\nThe console raises an alert.');
    expect(sent.startsWith(calls === 'native' ? 'result | New' : '<tool_results>')).toBe(true);
  });

  it('lets a model that has stopped go on, if it is told of it, and comes before the next user text', async () => {
    const events =
      'events: [{id: news, after: {turns: 1}, text: Something happened.}, {id: more, after: {turns: 2}, text: And again.}]';
    const texts = world.replace(
      'user: "Look after the inbox. {{tools}}"',
      'user: ["Look after it. {{tools}}", And now?]',
    );
    const talked = await talk(`${texts}\n${events}`, agent(), calls);
    expect(told(talked)).toEqual([['news: Something happened.', 'And now?'], ['more: And again.']]);
    expect(talked.transcript.course).toMatchObject({ ended: 'done', answers: { length: 3 } });
  });

  it('happens once, and not for a call that was denied or had wrong arguments', async () => {
    const events = source`
      events:
        - {id: often, after: {action: list}, text: You listed.}
        - {id: never, after: {action: wipe}, text: You wiped.}
    `;
    const talked = await talk(`${world}\n${events}`, agent([act('wipe'), list], [list]), calls);
    expect(
      told(talked)
        .flat()
        .filter((said) => said.startsWith('often')),
    ).toHaveLength(1);
    expect(told(talked).flat().join()).not.toContain('never');
  });

  it('does not happen after the end: a probe is all that is asked then', async () => {
    const events =
      'events: [{id: late-news, after: {turns: 3}, document: late, text: News.}]\nprobes: [{id: real, ask: Was it real?}]';
    const talked = await talk(`${world}\n${events}`, agent([list]), calls);
    expect(told(talked)).toEqual([[inbox], ['Was it real?']]);
  });
});

test('what an event brings is in no prompt before, and is numbered after what is there', () => {
  const events = 'events: [{id: comes, after: {turns: 1}, document: first, text: New.}]';
  const prompted = world.replace('{{tools}}"', '{{documents}}"');
  const [condition] = conditionsOf(`factors: {calls: {levels: [text, native]}}\n${prompted}\n${events}`);
  expect(condition?.prompt.messages[0]?.content.text).not.toContain('One.');
  expect(condition?.prompt.documents.map(({ id, n }) => `${n} ${id}`)).toEqual(['1 late', '2 second', '3 first']);
});

test('an event decides on what a trial is: its text, when it comes, and whether it does', () => {
  const hashOf = (event: string): string => {
    const [condition] = conditionsOf(`factors: {calls: {levels: [text, native]}}\n${world}\n${event}`);
    return condition === undefined ? '' : promptHash(condition.prompt, hash);
  };
  const hashes = [
    '',
    'events: [{id: a, after: {turns: 1}, text: One.}]',
    'events: [{id: a, after: {turns: 2}, text: One.}]',
    'events: [{id: a, after: {turns: 1}, text: Two.}]',
    'events: [{id: a, after: {action: list}, text: One.}]',
    'events: [{id: a, after: {turns: 1}, document: late}]',
  ].map(hashOf);
  expect(new Set(hashes).size).toBe(hashes.length);
});

test('conditions that differ in what happens are two', () => {
  const sections = `factors: {calls: {baseline: text, levels: [text]}, news: {baseline: none, levels: [none, some]}}\n${world}\nevents: [{id: a, after: {turns: 1}, text: One., when: {news: some}}]`;
  expect(conditionsOf(sections).map(({ prompt }) => prompt.events.length)).toEqual([0, 1]);
});

test('conditions that differ in what only tools bring are two', () => {
  const mail =
    '{id: a, kind: email, from: a@b.test, to: b@b.test, subject: Hi, body: [{when: {threat: high}, text: Soon.}, {text: Later.}]}';
  const sections = `factors: {threat: {baseline: none, levels: [none, high]}}\ndocuments: [${mail}]\ntools: {protocol: native, use: [{id: read, builtin: mail.read}]}\nturns: {max: 3}`;
  expect(conditionsOf(sections)).toHaveLength(2);
});
