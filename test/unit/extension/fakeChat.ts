/** As much of `vscode.lm` as the adapter touches. What a model does is a function of the test's. */
class LanguageModelTextPart {
  readonly value: string;
  constructor(value: string) {
    this.value = value;
  }
}

class LanguageModelToolCallPart {
  readonly callId: string;
  readonly name: string;
  readonly input: object;
  constructor(callId: string, name: string, input: object) {
    this.callId = callId;
    this.name = name;
    this.input = input;
  }
}

class LanguageModelToolResultPart {
  readonly callId: string;
  readonly content: readonly unknown[];
  constructor(callId: string, content: readonly unknown[]) {
    this.callId = callId;
    this.content = content;
  }
}

class LanguageModelDataPart {
  readonly data: Uint8Array;
  readonly mimeType: string;
  constructor(data: Uint8Array, mimeType: string) {
    this.data = data;
    this.mimeType = mimeType;
  }
}

class LanguageModelError extends Error {
  readonly code: string;
  constructor(message: string, code = '', cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
  static NoPermissions(message: string): LanguageModelError {
    return new LanguageModelError(message, 'NoPermissions');
  }
  static Blocked(message: string): LanguageModelError {
    return new LanguageModelError(message, 'Blocked');
  }
  static NotFound(message: string): LanguageModelError {
    return new LanguageModelError(message, 'NotFound');
  }
}

class CancellationTokenSource {
  readonly token = { isCancellationRequested: false };
  cancel(): void {
    this.token.isCancellationRequested = true;
  }
  dispose(): void {
    // It holds nothing.
  }
}

/** A message or an answer's part, as a test compares it. */
interface Sent {
  readonly role: 'user' | 'assistant';
  readonly content: unknown;
}

export interface ChatRequest {
  readonly messages: readonly Sent[];
  readonly options: Readonly<Record<string, unknown>>;
  readonly token: { readonly isCancellationRequested: boolean };
}

export interface FakeModel {
  readonly id: string;
  readonly vendor: string;
  readonly family: string;
  readonly version: string;
  sendRequest(messages: readonly Sent[], options: object, token: object): Promise<{ stream: AsyncIterable<unknown> }>;
}

/** A model of one vendor that answers with these parts. */
export function fakeModel(
  { family, id = family, vendor = 'test' }: { readonly family: string; readonly id?: string; readonly vendor?: string },
  answer: (request: ChatRequest) => AsyncIterable<unknown> | Promise<never>,
): FakeModel {
  return {
    id,
    vendor,
    family,
    version: '1',
    sendRequest: async (messages, options, token) => ({
      stream: await answer({ messages, options, token } as ChatRequest),
    }),
  };
}

/** What VS Code offers; tests set it. */
export const offered: { models: readonly FakeModel[] } = { models: [] };

export const chat = {
  LanguageModelTextPart,
  LanguageModelToolCallPart,
  LanguageModelToolResultPart,
  LanguageModelDataPart,
  LanguageModelError,
  CancellationTokenSource,
  LanguageModelChatToolMode: { Auto: 1, Required: 2 },
  LanguageModelChatMessage: {
    User: (content: unknown): Sent => ({ role: 'user', content }),
    Assistant: (content: unknown): Sent => ({ role: 'assistant', content }),
  },
  lm: {
    selectChatModels: ({ vendor }: { readonly vendor?: string } = {}) =>
      Promise.resolve(offered.models.filter((model) => vendor === undefined || model.vendor === vendor)),
  },
};
