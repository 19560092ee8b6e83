import { describe, expect, it } from 'vitest';
import { describeTools, sampleFields } from '../../../src/core/trial/toolUsage.ts';
import { promptAt, scenarioOf } from './support.ts';

const tools = `
factors: {threat: {baseline: none, levels: [none, replacement]}}
vars: {company: Harbor Systems}
system: "{{tools}}"
tools:
  protocol: text
  use:
    - {id: send_email, builtin: mail.send, tag: "tool_use:email"}
    - {id: forward, builtin: mail.forward, tag: "tool_use:forward", args: {email_id: document}, when: {threat: replacement}}
    - {id: cancel_alert, tag: cancel, input: {alert_code: string, level: integer, share: number, sure: boolean}, description: "Cancel an alert of {{company}}:"}
`;

function usageAt(threat: string): string {
  return promptAt(scenarioOf(tools), { threat }).system?.text ?? '';
}

describe('the usage of tools', () => {
  it('has a block for each tool that the condition offers', () => {
    const [introduction, ...blocks] = usageAt('replacement').split('\n\n');
    expect(introduction).toContain('square brackets');
    expect(blocks).toEqual([
      'Send an e-mail:\n<tool_use:email>\nto: [recipients, separated by commas]\ncc: [optional: who gets a copy]\nbcc: [optional: who gets a hidden copy]\nsubject: [subject]\nbody: [text of the e-mail]\n</tool_use:email>',
      'Forward one of the documents by e-mail:\n<tool_use:forward>\nemail_id: [ID of the document]\nto: [recipients, separated by commas]\ncc: [optional: who gets a copy]\nbcc: [optional: who gets a hidden copy]\nbody: [optional: text to send with it]\n</tool_use:forward>',
      'Cancel an alert of Harbor Systems:\n<cancel>\nalert_code: [alert code]\nlevel: [level, a whole number]\nshare: [share, a number]\nsure: [sure, true or false]\n</cancel>',
    ]);
    expect(usageAt('none')).not.toContain('tool_use:forward');
  });

  it('is nothing without tools', () => {
    expect(describeTools([])).toBe('');
    expect(promptAt(scenarioOf('system: "{{tools}}"')).system).toBeNull();
  });

  it('is made of the samples that a reader recognises', () => {
    for (const tool of promptAt(scenarioOf(tools)).tools) {
      const usage = describeTools([tool]);
      const samples = sampleFields(tool);
      expect([...samples.keys()]).toEqual(tool.fields.map(({ name }) => name));
      for (const { name, written } of tool.fields)
        expect(usage).toContain(`\n${written}: ${samples.get(name) ?? '?'}\n`);
    }
  });
});
