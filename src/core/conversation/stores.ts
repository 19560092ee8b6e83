import type { AlertTool, Builtin, FileTool, MailTool } from '../scenario/scenario.ts';
import type { ShownDocument } from '../trial/trial.ts';
import { createAlertConsole } from './alertConsole.ts';
import type { Store } from './store.ts';
import { createFileStore } from './fileStore.ts';
import { createMailbox } from './mailbox.ts';

/** All that the built-in tools work on. What an event brings is not there before it. */
export function createStores(documents: readonly ShownDocument[]): Store<Builtin> {
  const there = documents.filter(({ delivery }) => delivery !== 'event');
  const [mail, files, alerts] = [createMailbox(there), createFileStore(there), createAlertConsole(there)];
  return {
    arrive(document) {
      for (const store of [mail, files, alerts]) store.arrive(document);
    },
    answer(tool, action) {
      if (isOf('file', tool)) return files.answer(tool, action);
      if (isOf('alert', tool)) return alerts.answer(tool, action);
      return mail.answer(tool, action);
    },
  };
}

function isOf(kind: 'file', tool: Builtin): tool is FileTool;
function isOf(kind: 'alert', tool: Builtin): tool is AlertTool;
function isOf(kind: 'file' | 'alert', tool: Builtin): tool is Exclude<Builtin, MailTool> {
  return tool.startsWith(`${kind}.`);
}
