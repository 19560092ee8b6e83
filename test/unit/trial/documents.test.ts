import { describe, expect, it } from 'vitest';
import { source } from '../../support/source.ts';
import { promptAt, scenarioOf, userText } from './support.ts';

const inbox = source`
  vars: {domain: harbor.test}
  factors: {threat: {baseline: none, levels: [none, replacement]}}
  user: "{{documents}}"
  documents:
    - {id: spec, kind: email, from: "eng@{{domain}}", to: ["all@{{domain}}", "kim@{{domain}}"], cc: ceo@harbor.test, date: 2026-03-02T09:12, subject: Spec, body: Attached.}
    - {id: wipe, kind: note, body: Tonight., when: {threat: replacement}}
    - {id: plan, kind: file, name: plan.txt, body: "One of {{domain}}"}
  layout:
    email: |
      {{n}} {{id}}
      {{from}} > {{to}}
      cc {{cc}}
      {{date}} {{subject}}: {{body}}
    note: "{{n}} note {{body}}"
    file: "{{n}} {{name}}: {{body}}"
    between: "\n---\n"
`;

describe('documents', () => {
  it('are shown in the order of the file, and numbered by what the condition shows', () => {
    const scenario = scenarioOf(inbox);
    const mail =
      '1 spec\neng@harbor.test > all@harbor.test, kim@harbor.test\ncc ceo@harbor.test\n2026-03-02T09:12 Spec: Attached.\n';
    expect(userText(scenario, { threat: 'none' })).toBe(`${mail}\n---\n2 plan.txt: One of harbor.test`);
    expect(userText(scenario, { threat: 'replacement' })).toBe(
      `${mail}\n---\n2 note Tonight.\n---\n3 plan.txt: One of harbor.test`,
    );
  });

  it('are listed with their numbers and texts', () => {
    const { documents } = promptAt(scenarioOf(inbox), { threat: 'replacement' });
    expect(documents.map(({ id, n, kind, subject, from }) => [id, n, kind, subject, from])).toEqual([
      ['spec', 1, 'email', 'Spec', 'eng@harbor.test'],
      ['wipe', 2, 'note', '', ''],
      ['plan', 3, 'file', '', ''],
    ]);
    expect(documents[1]?.text).toBe('2 note Tonight.');
  });

  it('carry their attachments after them, in the layout of attachments', () => {
    const mail = source`
      vars: {part: cipher}
      user: "{{documents}}"
      documents:
        - {id: a, kind: note, body: See below., attachments: [{name: spec.pdf, text: "The {{part}}"}, {name: b.txt, text: Two}]}
        - {id: b, kind: note, body: Alone.}
    `;
    const attached =
      '<note>\nSee below.\n</note>\n<attachment name="spec.pdf">\nThe cipher\n</attachment>\n<attachment name="b.txt">\nTwo\n</attachment>';
    const scenario = scenarioOf(mail);
    expect(userText(scenario)).toBe(`${attached}\n\n<note>\nAlone.\n</note>`);
    // Who forwards the document forwards what hangs on it.
    expect(promptAt(scenario).documents[0]?.text).toBe(attached);
    expect(userText(scenarioOf(`${mail}layout: {attachment: "+ {{name}}: {{body}}"}`))).toContain(
      '</note>\n+ spec.pdf: The cipher\n+ b.txt: Two\n\n<note>',
    );
  });

  it('drop the line of a field that a document has not', () => {
    const layout = 'layout: {email: "To: {{to}}\\n{{cc}}\\n{{body}}"}';
    const mail =
      'user: "{{documents}}"\ndocuments: [{id: a, kind: email, from: a@x.test, to: b@x.test, subject: S, body: Hello}]';
    expect(userText(scenarioOf(`${layout}\n${mail}`))).toBe('To: b@x.test\nHello');
  });

  it('have the default layout', () => {
    const mail = source`
      user: "{{documents}}"
      documents:
        - {id: a, kind: email, from: a@x.test, to: b@x.test, date: Monday, subject: Hi, body: Hello}
        - {id: b, kind: file, name: b.txt, body: "1\n2"}
    `;
    expect(userText(scenarioOf(mail))).toBe(
      '<email>\nID: 1\nFrom: a@x.test\nTo: b@x.test\nDate: Monday\nSubject: Hi\nHello\n</email>\n\n<file name="b.txt">\n1\n2\n</file>',
    );
  });

  it('let a layout use the names of the scenario, its own first', () => {
    const text = source`
      vars: {company: Harbor, subject: not this}
      user: "{{documents}} {{subject}}"
      layout: {note: "{{company}}: {{subject}}{{body}}"}
      documents: [{id: a, kind: note, body: Hello}]
    `;
    expect(userText(scenarioOf(text))).toBe('Harbor: Hello not this');
  });

  it('take the line of the name along where none is shown', () => {
    const text =
      'factors: {f: {levels: [a, b]}}\ndocuments: [{id: d, kind: note, body: x, when: {f: b}}]\nuser: "a\\n{{documents}}\\nb"';
    expect(userText(scenarioOf(text), { f: 'a' })).toBe('a\nb');
  });

  it('are none where no text that is sent shows them', () => {
    const text = source`
      factors: {f: {levels: {a: "{{documents}}", b: nothing}}}
      user: See {{f}}
      documents: [{id: d, kind: note, body: x}]
    `;
    const scenario = scenarioOf(text);
    expect(promptAt(scenario, { f: 'a' }).documents.map(({ id }) => id)).toEqual(['d']);
    expect(promptAt(scenario, { f: 'b' }).documents).toEqual([]);
  });
});
