import * as vscode from 'vscode';

type Answer = (say: (text: string) => void, request: Request) => Promise<void> | void;

interface Request {
  /** The texts of the messages, in order. */
  readonly messages: readonly string[];
  readonly token: vscode.CancellationToken;
}

/** What the suite may ask of this extension. */
export interface FakeModels {
  /** How many endless answers have begun, and how many of them were cancelled by whoever asked. */
  readonly begun: () => number;
  readonly cancelled: () => number;
}

let begun = 0;
let cancelled = 0;
const asked = new Set<string>();

/** Fails the first time, so that a run that tries again gets an answer. */
function once(name: string, fail: Answer): Answer {
  return async (say, request) => {
    if (asked.has(name)) return say('The second answer.');
    asked.add(name);
    await fail(say, request);
  };
}

const fail = (error: Error) => (): never => {
  throw error;
};

const answers: Readonly<Record<string, Answer>> = {
  echo: (say, { messages }) => messages.forEach((message, index) => say(`${index}: ${message}\n`)),
  silent: () => undefined,
  'no-permissions': fail(vscode.LanguageModelError.NoPermissions('No consent.')),
  blocked: fail(vscode.LanguageModelError.Blocked('Come back tomorrow.')),
  'not-found': fail(vscode.LanguageModelError.NotFound('Retired.')),
  'rate-limited': once('rate-limited', fail(Object.assign(new Error('Slowly.'), { name: 'ChatRateLimited' }))),
  fails: once('fails', fail(new Error('A cable is loose.'))),
  'breaks-off': once('breaks-off', async (say) => {
    say('Half of an');
    // What was said is handed on in batches: one of its own before the end.
    await new Promise((resolve) => setTimeout(resolve, 200));
    throw new Error('The line is cut.');
  }),
  endless: (say, { token }) =>
    new Promise((resolve) => {
      begun++;
      say('It goes on');
      token.onCancellationRequested(() => {
        cancelled++;
        resolve();
      });
    }),
};

const provider: vscode.LanguageModelChatProvider = {
  provideLanguageModelChatInformation: () =>
    Object.keys(answers).map((family) => ({
      id: `${family}-1`,
      name: family,
      family,
      version: '2026',
      maxInputTokens: 100_000,
      maxOutputTokens: 10_000,
      capabilities: {},
    })),
  provideLanguageModelChatResponse: async ({ family }, messages, _, progress, token) => {
    const say = (text: string): void => progress.report(new vscode.LanguageModelTextPart(text));
    await answers[family]?.(say, { messages: messages.map(textOf), token });
  },
  provideTokenCount: () => Promise.resolve(0),
};

export function activate(context: vscode.ExtensionContext): FakeModels {
  context.subscriptions.push(vscode.lm.registerLanguageModelChatProvider('fake', provider));
  return { begun: () => begun, cancelled: () => cancelled };
}

function textOf({ content }: vscode.LanguageModelChatRequestMessage): string {
  return content.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
}
