import type { RunEvent } from '../../core/run/runEvent.ts';
import type { Log } from '../../core/text/ports.ts';
import { createRunLog } from '../../core/view/runLog.ts';
import type { RunSession } from '../../node/runSession.ts';

/** Runs the trials; what is journaled is told to the log as it comes. */
export async function* loggedEvents(session: RunSession, log: Log): AsyncGenerator<RunEvent> {
  const linesOf = createRunLog(session.state);
  for await (const event of session.events()) {
    if (event.type === 'journaled') for (const { level, text } of linesOf(event.event)) log[level](text);
    yield event;
  }
}
