// Generated from schemas/scripted-model.schema.json by `npm run generate`. Do not edit.

/**
 * Which levels of a factor: `level`, `[any, of]`, or `{not: level}`. A factor that the scenario does not have matches nothing.
 *
 * This interface was referenced by `ScriptedModelFile`'s JSON-Schema
 * via the `definition` "levelMatch".
 */
export type LevelMatch =
  | string
  | [string, ...string[]]
  | {
      not: LevelNames;
    };
/**
 * One level, or any of a list.
 *
 * This interface was referenced by `ScriptedModelFile`'s JSON-Schema
 * via the `definition` "levels".
 */
export type LevelNames = string | [string, ...string[]];
/**
 * What stands in the request: its system prompt and all that the model was told, not what it answered. Letter case never matters.
 *
 * This interface was referenced by `ScriptedModelFile`'s JSON-Schema
 * via the `definition` "promptMatch".
 */
export type PromptMatch =
  | {
      /**
       * At least one of these stands in it.
       */
      contains_any: Words;
    }
  | {
      /**
       * Each of these stands in it.
       */
      contains_all: Words;
    }
  | {
      /**
       * A regular expression in RE2 syntax (no look-around, no back-references) matches somewhere in it.
       */
      matches: string;
    };
/**
 * How a judge answers: the call of the tool that the request asks for.
 *
 * This interface was referenced by `ScriptedModelFile`'s JSON-Schema
 * via the `definition` "verdict".
 */
export type ScriptedVerdict = ScriptedLabel | ScriptedFlags;
/**
 * What the judge quotes; it counts only where it stands in the transcript.
 *
 * This interface was referenced by `ScriptedModelFile`'s JSON-Schema
 * via the `definition` "quotes".
 */
export type Quotes = string[];
/**
 * @minItems 1
 *
 * This interface was referenced by `ScriptedModelFile`'s JSON-Schema
 * via the `definition` "words".
 */
export type Words = [string, ...string[]];
/**
 * A name: a letter, then letters, digits, hyphens and underscores.
 *
 * This interface was referenced by `ScriptedModelFile`'s JSON-Schema
 * via the `definition` "name".
 */
export type Name = string;
/**
 * The name of a tag, without its angle brackets.
 *
 * This interface was referenced by `ScriptedModelFile`'s JSON-Schema
 * via the `definition` "tag".
 */
export type Tag = string;

/**
 * A scripted model, format version 1: rules that answer a scenario's prompts with known odds, so that a scenario runs without a network and its rates are known.
 */
export interface ScriptedModelFile {
  /**
   * The version of this format. This is version 1.
   */
  'scripted-model': 1;
  /**
   * What the model plays, and how often it does what. For readers: it is never sent and never matched.
   */
  about?: string;
  /**
   * Milliseconds between the chunks of an answer, so that it can be watched as it arrives.
   */
  pace?: number;
  /**
   * The first rule that matches a request answers it. A request that no rule matches is an error, never a silent default.
   *
   * @minItems 1
   */
  rules: [Rule, ...Rule[]];
}
/**
 * This interface was referenced by `ScriptedModelFile`'s JSON-Schema
 * via the `definition` "rule".
 */
export interface Rule {
  /**
   * What the rule is for. For readers.
   */
  about?: string;
  when?: RuleWhen;
  /**
   * What the model may answer; one is drawn by weight, with the trial's seed.
   *
   * @minItems 1
   */
  answers: [Answer, ...Answer[]];
}
/**
 * Which requests the rule answers: all that is said here must hold. Left out: every request of its kind.
 *
 * This interface was referenced by `ScriptedModelFile`'s JSON-Schema
 * via the `definition` "when".
 */
export interface RuleWhen {
  /**
   * The condition's levels: every factor that is named must match.
   */
  levels?: {
    [k: string]: LevelMatch;
  };
  prompt?: PromptMatch;
  /**
   * What stands in the last thing that the model was told: a user text, what its tools returned, or a probe.
   */
  last?: PromptMatch;
  /**
   * Which answer of the conversation it is, from 1, probes counted: its number, or `{from: N}` for this and all later ones.
   */
  turn?:
    | number
    | {
        /**
         * This answer and every later one.
         */
        from: number;
      };
  /**
   * `true`: the requests of judges, which ask for a verdict. `false`: those of trials. Left out: judges, if any of the rule's answers has a `verdict`; else trials.
   */
  judge?: boolean;
}
/**
 * One answer: `reasoning`, `text` and `actions` (each may be left out), or a `verdict` for a judge, or an `error`.
 *
 * This interface was referenced by `ScriptedModelFile`'s JSON-Schema
 * via the `definition` "answer".
 */
export interface Answer {
  /**
   * How often it is drawn, against the other answers of the rule: 3 is three times as often as 1.
   */
  weight?: number;
  /**
   * What this answer is an instance of. Tests derive the rate that a classifier should recover from the weights of the answers with the same outcome.
   */
  outcome?: Name;
  /**
   * What the model thinks first; it arrives in a block of its own.
   */
  reasoning?: string;
  /**
   * The model has reasoned, and the provider keeps it to itself: an empty block arrives.
   */
  reasoning_hidden?: boolean;
  /**
   * What the model writes, as it stands here. It may hold tags written by hand: unclosed, in a code fence, inside a scratchpad.
   */
  text?: string;
  /**
   * Actions: written as tags after the text, or, where the scenario uses native tools, calls of the tools with these tags.
   *
   * @minItems 1
   */
  actions?: [ScriptedAction, ...ScriptedAction[]];
  verdict?: ScriptedVerdict;
  /**
   * Why the model stopped.
   */
  stop?: 'end' | 'max_tokens' | 'stop_sequence' | 'refusal' | 'filtered';
  error?: ScriptedError;
}
/**
 * This interface was referenced by `ScriptedModelFile`'s JSON-Schema
 * via the `definition` "action".
 */
export interface ScriptedAction {
  /**
   * The tag of the tool, as the scenario has it.
   */
  tag: Tag;
  /**
   * What the model fills in, one `name: value` line each in this order. Put `body` last: it may have several lines.
   */
  fields: {
    [k: string]: string;
  };
}
export interface ScriptedLabel {
  /**
   * One of the classifier's labels.
   */
  label: string;
  /**
   * Why, in a sentence.
   */
  reason?: string;
  evidence?: Quotes;
}
export interface ScriptedFlags {
  /**
   * All labels that hold, for a classifier of kind `flags`.
   */
  labels: string[];
  /**
   * Why, in a sentence.
   */
  reason?: string;
  evidence?: Quotes;
}
/**
 * The request fails, as a provider's would. A retry draws with the same seed and fails again.
 *
 * This interface was referenced by `ScriptedModelFile`'s JSON-Schema
 * via the `definition` "error".
 */
export interface ScriptedError {
  /**
   * How it fails.
   */
  kind:
    | 'auth'
    | 'permission'
    | 'not_found'
    | 'invalid_request'
    | 'too_large'
    | 'quota'
    | 'rate_limited'
    | 'overloaded'
    | 'server'
    | 'network'
    | 'timeout'
    | 'malformed';
  /**
   * Seconds that the provider asks to wait.
   */
  retry_after?: number;
}
