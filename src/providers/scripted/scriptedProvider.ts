import { ProviderError } from '../../core/provider/providerError.ts';
import type { Delta, ModelRequest, ModelResponse, Provider, SendOptions } from '../../core/provider/provider.ts';
import type { Clock } from '../../core/text/ports.ts';
import { canonicalJson } from '../../core/text/json.ts';
import type { Block, Message } from '../../core/transcript/transcript.ts';
import { deriveSeed, drawIndex, seededRandom } from '../../core/trial/random.ts';
import type { Answer } from '../generated/scriptedModelFile.ts';
import { findRule } from './findRule.ts';
import { loadModel } from './loadModel.ts';
import type { ScriptedModel, ScriptedRule } from './scriptedModel.ts';
import { tokensOf, writeAnswer, type CallForm } from './writeAnswer.ts';

export interface ScriptedOptions {
  /** The text of `NAME.model.yaml`; null where there is none. */
  readonly read: (name: string) => Promise<string | null>;
  /** Waits between the chunks of an answer, where the file sets a pace. */
  readonly clock: Clock;
}

/** Models that are files: rules that answer with known odds. They need no network and take every parameter. */
export function createScriptedProvider({ read, clock }: ScriptedOptions): Provider {
  /** The last text of each model, checked: a file that changes is read anew, one that does not is checked once. */
  const checked = new Map<string, { readonly text: string; readonly model: ScriptedModel }>();
  const load = async (name: string): Promise<ScriptedModel> => {
    const text = await readModel(name);
    const known = checked.get(name);
    if (known?.text === text) return known.model;
    const model = loadModel(text, fileOf(name));
    checked.set(name, { text, model });
    return model;
  };
  const readModel = async (name: string): Promise<string> => {
    const text = await read(name);
    if (text !== null) return text;
    throw new ProviderError(
      'not_found',
      `There is no ${fileOf(name)} beside the scenario, nor in \`models\` beside it.`,
    );
  };
  return {
    profile: 'scripted',
    label: 'scripted, not a model',
    // It takes every parameter, but the file has to be there and to be right.
    check: (name) => load(name).then(() => [], complaint),
    source: readModel,
    async send(request, options) {
      stopIfAborted(options);
      return answer(await load(request.model), request, options, clock);
    },
  };
}

function complaint(error: unknown): readonly string[] {
  if (error instanceof ProviderError) return [error.message];
  throw error;
}

async function answer(
  model: ScriptedModel,
  request: ModelRequest,
  options: SendOptions,
  clock: Clock,
): Promise<ModelResponse> {
  const { forcedTool, scripted, parameters } = request;
  const prompt = promptOf(request);
  const file = fileOf(request.model);
  const turn = turnOf(request);
  const last = toldIn(request.messages.slice(-1)).join('\n\n');
  const rule = findRule(model, { judge: forcedTool !== null, levels: scripted.levels, prompt, last, turn }, file);
  const drawn = draw(rule, request, turn);
  if (drawn.error) throw scriptedError(drawn.error, file);
  const { blocks, stop, outputTokens } = writeAnswer(drawn, parameters.maxTokens, callsOf(request, turn));
  await stream(blocks, model.pace, options, clock);
  stopIfAborted(options);
  const usage = { inputTokens: tokensOf(prompt.length), outputTokens, cacheReadTokens: null, cacheWriteTokens: null };
  return { blocks, stop, usage, model: request.model, requestId: null };
}

/** How a call is written: as the one that a judge is asked for, or natively. */
function callsOf({ forcedTool, tools, scripted }: ModelRequest, turn: number): CallForm {
  const byTag = tools.map((tool) => [(scripted.tags?.[tool.name] ?? tool.name).toLowerCase(), tool] as const);
  return { forcedTool, byTag: new Map(byTag), turn };
}

function turnOf({ messages }: ModelRequest): number {
  return 1 + messages.filter(({ role }) => role === 'assistant').length;
}

/**
 * A judge draws apart from the trial that it judges: the same number for both would tie each verdict to its answer. So does
 * each later answer of a conversation from the first.
 */
function draw({ answers }: ScriptedRule, { forcedTool, scripted }: ModelRequest, turn: number): Answer {
  const apart = forcedTool !== null ? canonicalJson(forcedTool) : turn > 1 ? `turn ${turn}` : null;
  const seed = apart === null ? scripted.seed : deriveSeed(scripted.seed, apart);
  const index = drawIndex(
    answers.map(({ weight = 1 }) => weight),
    seededRandom(seed),
  );
  const drawn = answers[index];
  if (drawn === undefined) throw new RangeError(`no answer ${index} of ${answers.length}`);
  return drawn;
}

function scriptedError({ kind, retry_after: seconds }: NonNullable<Answer['error']>, file: string): ProviderError {
  const detail = seconds === undefined ? {} : { retryAfterMs: seconds * 1000 };
  return new ProviderError(kind, `${file} answers with this failure: ${kind}.`, detail);
}

/** Chunks of a few words, as a model writes them. */
async function stream(
  blocks: readonly Block[],
  pace: number,
  { signal, onDelta }: SendOptions,
  clock: Clock,
): Promise<void> {
  if (!onDelta) return;
  for (const [index, delta] of blocks.flatMap(deltasOf).entries()) {
    if (pace > 0 && index > 0) await clock.sleep(pace, signal);
    stopIfAborted({ signal });
    onDelta(delta);
  }
}

function deltasOf(block: Block): readonly Delta[] {
  if (block.type !== 'text' && block.type !== 'reasoning') return [];
  const kind = block.type;
  return (block.text.match(/[^]{1,24}(?:\s+|$)|[^]{1,24}/gu) ?? []).map((text) => ({ kind, text }));
}

function promptOf({ system, messages }: ModelRequest): string {
  return [...(system === null ? [] : [system]), ...toldIn(messages)].join('\n\n');
}

/** What the model was told, whichever way it calls tools. */
function toldIn(messages: readonly Message[]): readonly string[] {
  return messages
    .filter(({ role }) => role === 'user')
    .flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.type === 'text' ? [block.text] : block.type === 'result' ? [block.content] : [],
      ),
    );
}

function fileOf(name: string): string {
  return `${name}.model.yaml`;
}

function stopIfAborted({ signal }: Pick<SendOptions, 'signal'>): void {
  if (signal.aborted) throw new ProviderError('cancelled', 'Stopped.');
}
