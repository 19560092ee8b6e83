// Generated from schemas/scenario.schema.json by `npm run generate`. Do not edit.

/**
 * A text, or a list of alternatives of which the first that holds is taken. `{{name}}` stands for a variable or a factor's text; `\{{` writes two braces.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "text".
 */
export type Text = string | Alternatives;
/**
 * @minItems 1
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "alternatives".
 */
export type Alternatives = [Alternative, ...Alternative[]];
/**
 * In which conditions this holds. A map: all of its factors must match. A list of maps: any of them.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "when".
 */
export type When = WhenMap | [WhenMap, ...WhenMap[]];
/**
 * Which levels of a factor: `level`, `[any, of]`, `{not: level}`, or `{from: level}` for an ordered factor.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "levelMatch".
 */
export type LevelMatch =
  | string
  | [string, ...string[]]
  | {
      not: LevelNames;
    }
  | {
      /**
       * This level of an ordered factor and every later one.
       */
      from: string;
    };
/**
 * One level, or any of a list.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "levels".
 */
export type LevelNames = string | [string, ...string[]];
/**
 * A name: a letter, then letters, digits, hyphens and underscores.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "name".
 */
export type Name = string;
/**
 * The name of a tag, without its angle brackets.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "tag".
 */
export type Tag = string;
/**
 * The type of a field: a word, or a map that says more. What a map may say is a part of JSON Schema; arguments that do not fit are told to the model.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "inputType".
 */
export type InputType = ('string' | 'number' | 'integer' | 'boolean') | InputSchema;
/**
 * What a field or a text must be. A string or a list: equal to it, or to any of it. A map: all of its tests must hold. Letter case never matters.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "match".
 */
export type Match =
  | string
  | [string, ...string[]]
  | {
      /**
       * At least one of these stands in it.
       */
      contains_any?: Words;
      /**
       * Each of these stands in it.
       */
      contains_all?: Words;
      /**
       * A regular expression in RE2 syntax (no look-around, no back-references) matches somewhere in it.
       */
      matches?: string;
      /**
       * At least one address is of none of these domains. A subdomain belongs to its domain.
       */
      outside?: Words;
      /**
       * This does not hold.
       */
      not?: Match;
    };
/**
 * `allow`: it is carried out. `deny`: the model is told that it may not. `ask`: a person decides on each use.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "permission".
 */
export type Permission = 'allow' | 'deny' | 'ask';
/**
 * `{turns: N}`: after so many answers of the model. `{action: TOOL}`: when a tool was used; what was denied, or had wrong arguments, was not.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "trigger".
 */
export type Trigger = TurnsTrigger | ActionTrigger;
/**
 * How much the model may reason before it answers: `{effort}` or `{budget}`.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "reasoning".
 */
export type ReasoningSetting =
  | {
      /**
       * The provider's own scale.
       */
      effort: 'low' | 'medium' | 'high' | 'xhigh' | 'max';
    }
  | {
      /**
       * The most reasoning tokens.
       */
      budget: number;
    };
/**
 * A provider profile and a model: `anthropic/NAME`, `openai/NAME`, `google/NAME`, `xai/NAME`, `deepseek/NAME`, `openrouter/NAME`, `ollama/NAME`, a server from your settings, or `scripted/NAME` for the model in NAME.model.yaml.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "modelReference".
 */
export type ModelReference = string;
/**
 * A classifier that comes with Scenarist, with a rubric of its own. docs/classifiers.md has them all.
 */
export type BuiltinName =
  | 'builtin/blackmail'
  | 'builtin/leak'
  | 'builtin/lethal-action'
  | 'builtin/control-override'
  | 'builtin/sabotage'
  | 'builtin/deception'
  | 'builtin/unexpected-action'
  | 'builtin/refusal'
  | 'builtin/eval-awareness'
  | 'builtin/stated-belief'
  | 'builtin/acknowledged-wrong'
  | 'builtin/strategic-reasoning';
/**
 * A part of a transcript: `actions`, `forwarded` (the documents that were forwarded), `text`, `reasoning`, `task` (what the user wrote), `system`, `documents`, `results` or `probe.ID`.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "source".
 */
export type Source = string;
/**
 * A deterministic test of a transcript: `action`, `text` or `reasoning`; or `all`, `any`, `not`, `sequence`, `count`, `except` of them.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "gate".
 */
export type Gate =
  | ActionClause
  | TextClause
  | ReasoningClause
  | AllClause
  | AnyClause
  | NotClause
  | SequenceClause
  | CountClause
  | ExceptClause;
/**
 * One address or several.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "addresses".
 */
export type Addresses = string | [string, ...string[]];
/**
 * @minItems 1
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "words".
 */
export type Words = [string, ...string[]];
/**
 * @minItems 1
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "gates".
 */
export type Gates = [Gate, ...Gate[]];
/**
 * `{below: x}` or `{above: x}`.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "bound".
 */
export type Bound =
  | {
      /**
       * The interval's upper end must be below this.
       */
      below: number;
    }
  | {
      /**
       * The interval's lower end must be above this.
       */
      above: number;
    };

/**
 * A Scenarist scenario, format version 1: a small world that a model is put in charge of, what varies in it, and how its conduct is classified.
 */
export interface ScenarioFile {
  /**
   * The version of this format. This is version 1.
   */
  scenarist: 1;
  /**
   * A short name that stays the same when the title changes: lower-case letters, digits and hyphens.
   */
  id: string;
  /**
   * One line that says what is tested, shown wherever the scenario is listed.
   */
  title?: string;
  /**
   * Why the scenario exists and what to expect of it. Never sent to a model.
   */
  description?: string;
  /**
   * Words to find the scenario by.
   */
  tags?: string[];
  /**
   * A UUID that marks the file, so that training data can be searched for it. It is kept out of every prompt.
   */
  canary?: string;
  /**
   * Fragments whose vars, factors, documents, tools and classifiers are merged into this file: what it holds itself comes first, then each fragment in this order. A name defined twice is an error. Paths begin at the folder of this file and stay inside the workspace; a fragment includes no other.
   */
  include?: string[];
  /**
   * Texts with a name. `{{name}}` in any other text stands for it.
   */
  vars?: {
    [k: string]: Text;
  };
  /**
   * What varies between conditions: each factor has levels, and a condition chooses one level of each.
   */
  factors?: {
    [k: string]: Factor;
  };
  design?: Design;
  /**
   * The system prompt. Left out, or empty in a condition: none is sent.
   */
  system?: Text;
  /**
   * What the user says: one text, or several, of which the next is sent when the model has stopped.
   */
  user: string | [string | Alternatives | Alternative, ...(string | Alternatives | Alternative)[]];
  layout?: Layout;
  /**
   * The world that the model can see, in the order of the file. `{{documents}}` in a prompt shows them.
   */
  documents?: Document[];
  tools?: Tools;
  /**
   * What happens while the model acts, each at most once: a mail arrives, the console raises an alert. The same conversation always has the same events.
   */
  events?: Event[];
  /**
   * How long the conversation may be. Left out: the model answers each user text once.
   */
  turns?: {
    /**
     * The most answers of the model in one trial, answers to probes not counted; 1 is a single answer. It must be enough for every user text to have its own.
     */
    max: number;
  };
  /**
   * Questions asked in the same conversation after the scenario has ended, one after the other. Only judges that name them see the answers (`sees: [probe.ID]`); nothing else counts them.
   */
  probes?: {
    /**
     * The name that classifiers read the answer by: `probe.ID`.
     */
    id: Name;
    /**
     * The question.
     */
    ask: string;
  }[];
  run: RunSettings;
  /**
   * How transcripts are judged: each classifier gives every transcript one verdict.
   */
  classifiers?: Classifier[];
  /**
   * What the run should show. Each expectation passes, fails or stays undecided.
   */
  expect?: Expectation[];
}
/**
 * One text of several; it is taken where `when` holds, or always without `when`.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "alternative".
 */
export interface Alternative {
  when?: When;
  /**
   * The text that is taken.
   */
  text: string;
}
/**
 * All of these factors must match.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "whenMap".
 */
export interface WhenMap {
  [k: string]: LevelMatch;
}
/**
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "factor".
 */
export interface Factor {
  /**
   * What the factor is called in reports.
   */
  title?: string;
  /**
   * What varies, and why.
   */
  description?: string;
  /**
   * The level that stands for «unchanged»: the control arm, and what the `one-at-a-time` design changes from.
   */
  baseline?: string;
  /**
   * The levels are a ladder, from the first up; `{from: level}` then means this one and all later ones.
   */
  ordered?: boolean;
  /**
   * The settings. A list of names; or a map to texts, used as `{{factor}}`; or a map to maps, used as `{{factor.key}}`, in which every level has the same keys.
   */
  levels:
    | [Name, ...Name[]]
    | {
        [k: string]:
          | string
          | {
              [k: string]: string;
            };
      };
}
/**
 * Which conditions are run.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "design".
 */
export interface Design {
  /**
   * `full`: every combination of levels. `one-at-a-time`: the baseline and each single change from it. `listed`: those under `conditions`.
   */
  kind: 'full' | 'one-at-a-time' | 'listed';
  /**
   * The conditions of a `listed` design. A factor that is left out takes its baseline.
   *
   * @minItems 1
   */
  conditions?: [
    {
      [k: string]: string;
    },
    ...{
      [k: string]: string;
    }[],
  ];
  /**
   * Keeps the conditions where this holds and drops the others.
   */
  only?: When;
}
/**
 * How documents are written into the prompt. In each text, `{{n}}` is the document's number in this condition and `{{id}}`, `{{from}}`, `{{to}}`, `{{cc}}`, `{{date}}`, `{{subject}}`, `{{name}}`, `{{body}}` are its fields.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "layout".
 */
export interface Layout {
  /**
   * The form of an e-mail.
   */
  email?: string;
  /**
   * The form of a file.
   */
  file?: string;
  /**
   * The form of a note.
   */
  note?: string;
  /**
   * The form of an alert.
   */
  alert?: string;
  /**
   * The form of an attachment, which follows its document on a line of its own; `{{name}}` and `{{body}}` are the attachment's.
   */
  attachment?: string;
  /**
   * What stands between two documents.
   */
  between?: string;
}
/**
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "document".
 */
export interface Document {
  /**
   * The name that gates use for this document.
   */
  id: Name;
  /**
   * What it is: an e-mail needs `from`, `to` and `subject`; a file needs `name`; an alert needs `name` (its code) and `subject`.
   */
  kind: 'email' | 'file' | 'note' | 'alert';
  /**
   * The sender of an e-mail; where an alert comes from.
   */
  from?: string;
  /**
   * The recipients of an e-mail.
   */
  to?: Addresses;
  /**
   * Those who get a copy of an e-mail.
   */
  cc?: Addresses;
  /**
   * When it was sent, written as the model will read it.
   */
  date?: string;
  /**
   * The subject of an e-mail; what an alert says in one line.
   */
  subject?: string;
  /**
   * The name of a file; the code of an alert.
   */
  name?: string;
  /**
   * What it says: a text, or `{file: PATH}` for what stands in a file.
   */
  body: string | Alternatives | TextFile;
  /**
   * Files that hang on it. The model reads them after the document that they belong to.
   */
  attachments?: {
    /**
     * The file's name.
     */
    name: string;
    /**
     * What the file says.
     */
    text: string;
  }[];
  /**
   * How it reaches the model. `prompt`: where a prompt holds `{{documents}}`, and through tools that read it. `tools`: only through tools. What an event brings comes with it, whatever stands here.
   */
  delivery?: 'prompt' | 'tools';
  when?: When;
}
/**
 * A text that stands in a file of the workspace, in UTF-8. It is sent as it is, with every `{{name}}` replaced; line ends become `\n` and a byte order mark is left out.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "textFile".
 */
export interface TextFile {
  /**
   * Its path, from the folder of the YAML file that names it.
   */
  file: string;
}
/**
 * What the model can do. `{{tools}}` in a prompt explains it under the text protocol.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "tools".
 */
export interface Tools {
  /**
   * `text`: the model writes tags in its answer. `native`: the provider's own tool calls. `{factor: NAME}`: as the level of that factor says.
   */
  protocol:
    | ('native' | 'text')
    | {
        /**
         * A factor with the levels `native` and `text`.
         */
        factor: string;
      };
  /**
   * Tags whose content is reasoning: never text, never an action.
   */
  scratchpad_tags?: Tag[];
  /**
   * The tools.
   */
  use: Tool[];
}
/**
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "tool".
 */
export interface Tool {
  /**
   * The name that gates use for the tool.
   */
  id: Name;
  /**
   * A tool whose fields are known, and which answers from the documents. E-mails: `mail.send` has to, cc, bcc, subject, body; `mail.forward` document, to, cc, bcc, body; `mail.reply` document, cc, bcc, body; `mail.list` none; `mail.read` and `mail.delete` document; `mail.search` query. Files: `file.list` has none; `file.read` and `file.delete` document; `file.write` name, body. Alerts: `alert.list` has none; `alert.read` document; `alert.acknowledge` and `alert.dispatch` document, body; `alert.cancel` document, reason. With tools that list, read or search, documents of their kind reach the model also without `{{documents}}`. Without `builtin`, `input` names the fields.
   */
  builtin?:
    | 'mail.list'
    | 'mail.read'
    | 'mail.search'
    | 'mail.send'
    | 'mail.forward'
    | 'mail.reply'
    | 'mail.delete'
    | 'file.list'
    | 'file.read'
    | 'file.write'
    | 'file.delete'
    | 'alert.list'
    | 'alert.read'
    | 'alert.acknowledge'
    | 'alert.cancel'
    | 'alert.dispatch';
  /**
   * The tag that the model writes under the text protocol; `tool_use:ID` when left out.
   */
  tag?: Tag;
  /**
   * What the tool does, as the model reads it in `{{tools}}`.
   */
  description?: string;
  /**
   * The fields of a tool of your own, and the type of each. Texts called `to`, `cc`, `bcc` hold addresses and `document` a document, as in mail.
   */
  input?: {
    [k: string]: InputType;
  };
  /**
   * Other names for fields, as the model writes them: `{written: field}`.
   */
  args?: {
    [k: string]: string;
  };
  /**
   * What the tool answers: a text, or rules of which the first that holds is taken. Built-in tools answer by themselves what no rule says. A call that nothing answers gets an error, which is recorded.
   */
  returns?: string | [AnswerRule, ...AnswerRule[]];
  /**
   * `allow`; `deny`: the model is told that it may not; or `ask`: a person decides on each use. The attempt is an action all the same. Or alternatives, each for some conditions, of which the first that holds is taken.
   */
  permission?: Permission | [PermissionAlternative, ...PermissionAlternative[]];
  when?: When;
}
export interface InputSchema {
  /**
   * The type of JSON. An `array` needs `items`, an `object` `properties`.
   */
  type: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object';
  /**
   * What it is, as the model reads it.
   */
  description?: string;
  /**
   * The texts that a `string` may be.
   */
  enum?: Words;
  /**
   * What each item of an `array` is.
   */
  items?: InputType;
  /**
   * What an `object` holds.
   */
  properties?: {
    [k: string]: InputType;
  };
  /**
   * It may be left out.
   */
  optional?: boolean;
}
/**
 * One answer of a tool: a `text` or an `error`, taken where `where`, `call` and `when` hold.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "answerRule".
 */
export interface AnswerRule {
  /**
   * What the fields of the call must be, as in an action clause of a gate.
   */
  where?: {
    [k: string]: Match;
  };
  /**
   * Which call of this tool in the conversation, from 1: its number, or `{from: N}` for this and all later ones.
   */
  call?:
    | number
    | {
        /**
         * This call and every later one.
         */
        from: number;
      };
  when?: When;
  /**
   * What the model is told.
   */
  text?: string;
  /**
   * What the model is told as a failure of the tool.
   */
  error?: string;
}
/**
 * A permission and the conditions that it is for. Of several the first that holds is taken.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "permissionAlternative".
 */
export interface PermissionAlternative {
  when?: When;
  permission: Permission;
}
/**
 * Something that happens while the model acts. With `document`, that document is nowhere before; then it is where a tool finds it, or, if no tool reads it, in the next message to the model.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "event".
 */
export interface Event {
  /**
   * A name for it, shown in transcripts.
   */
  id: Name;
  after: Trigger;
  /**
   * The document that comes: an e-mail to the inbox, a file to the store, an alert to the console.
   */
  document?: string;
  /**
   * What the next message tells the model of it. Left out: a document comes without a word.
   */
  text?: string;
  when?: When;
}
export interface TurnsTrigger {
  /**
   * After so many answers of the model.
   */
  turns: number;
}
export interface ActionTrigger {
  /**
   * An action of this tool.
   */
  action: string;
  /**
   * What the action's fields must be, as in an action clause of a gate.
   */
  where?: {
    [k: string]: Match;
  };
  /**
   * After so many actions that match.
   */
  times?: number;
}
/**
 * How often each condition is tried, on which models, with which parameters.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "run".
 */
export interface RunSettings {
  /**
   * Repetitions of each condition on each model.
   */
  samples: number;
  /**
   * The most tokens of one answer. A transcript that is cut here is excluded from rates.
   */
  max_tokens: number;
  /**
   * Sampling temperature. Unset: the provider's default. Recent Claude models take none.
   */
  temperature?: number;
  /**
   * Nucleus sampling. Unset: the provider's default. Recent Claude models take none.
   */
  top_p?: number;
  reasoning?: ReasoningSetting;
  /**
   * The models under test.
   *
   * @minItems 1
   */
  models: [
    (
      | ModelReference
      | {
          model: ModelReference;
          /**
           * For this model alone.
           */
          max_tokens?: number;
          /**
           * For this model alone.
           */
          temperature?: number;
          /**
           * For this model alone.
           */
          top_p?: number;
          reasoning?: ReasoningSetting;
        }
    ),
    ...(
      | ModelReference
      | {
          model: ModelReference;
          /**
           * For this model alone.
           */
          max_tokens?: number;
          /**
           * For this model alone.
           */
          temperature?: number;
          /**
           * For this model alone.
           */
          top_p?: number;
          reasoning?: ReasoningSetting;
        }
    )[],
  ];
  /**
   * The model of each judge that names none of its own, built-in classifiers among them.
   */
  judge?: ModelReference;
  /**
   * The most that a run may cost, in US dollars: what a request may cost at most is set aside before it is sent. Needs a known price for every model, judges included.
   */
  budget_usd?: number;
}
/**
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "classifier".
 */
export interface Classifier {
  /**
   * The classifier's name in results and expectations.
   */
  id: Name;
  /**
   * The question that the classifier answers, as a person would ask it.
   */
  title?: string;
  use?: BuiltinName;
  /**
   * What the judge of a built-in classifier reads, instead of what it reads by itself.
   *
   * @minItems 1
   */
  sees?: [Source, ...Source[]];
  /**
   * Of `builtin/unexpected-action`: the actions that the task asks for, as action clauses. What one of them covers is never unexpected.
   */
  asked?: Gate[];
  /**
   * `label`: one label. `flags`: any number of labels that may hold at once; each is a classifier of its own in results and expectations, called `ID.LABEL`.
   */
  kind?: 'label' | 'flags';
  gate?: Gate;
  judge?: Judge;
  /**
   * Who decides where there is both a gate and a judge: `gate`, `judge`, or `both` (positive only where both say so).
   */
  decide?: 'gate' | 'judge' | 'both';
  /**
   * The labels, positive and negative; with `kind: flags` a list of them. A gate without `labels` gives the classifier's id, or `none`.
   */
  labels?: Labels | [Name, ...Name[]];
  /**
   * Tests of the classifier: transcripts and the label that each must get. They are what a model wrote, so `{{names}}` stand for nothing in them. `scenarist test` runs them, and so does the lens above.
   */
  examples?: {
    /**
     * What the example shows.
     */
    title?: string;
    /**
     * The answer's text.
     */
    text?: string;
    /**
     * The reasoning.
     */
    reasoning?: string;
    /**
     * The actions.
     */
    actions?: {
      /**
       * The tool's id.
       */
      tool: string;
      [k: string]: string | string[];
    }[];
    /**
     * What it answered to probes, by their ids.
     */
    probes?: {
      [k: string]: string;
    };
    /**
     * In which conditions it can happen. It is graded in the first of these that has the tools and documents that it names.
     */
    where?: When;
    /**
     * The label that it must get; with `kind: flags` a list of all that must hold.
     */
    expect: string | string[];
  }[];
}
export interface ActionClause {
  /**
   * One action of this tool.
   */
  action: string;
  /**
   * What that one action's fields must be. `to` holds all recipients, cc and bcc too; `document` is a document's id.
   */
  where?: {
    [k: string]: Match;
  };
}
export interface TextClause {
  /**
   * The text of the answer: neither action nor reasoning.
   */
  text: Match;
}
export interface ReasoningClause {
  /**
   * The reasoning. Where the provider hides it, the verdict is `unobservable`.
   */
  reasoning: Match;
}
export interface AllClause {
  /**
   * Each of these holds.
   */
  all: Gates;
}
export interface AnyClause {
  /**
   * At least one of these holds.
   */
  any: Gates;
}
export interface NotClause {
  /**
   * This does not hold.
   */
  not: Gate;
}
export interface SequenceClause {
  /**
   * Actions in this order, others may stand between.
   */
  sequence: Gates;
}
export interface CountClause {
  /**
   * How many actions match.
   */
  count: {
    /**
     * An action clause.
     */
    of: Gate;
    /**
     * At least so many.
     */
    min?: number;
    /**
     * At most so many.
     */
    max?: number;
  };
}
export interface ExceptClause {
  /**
   * Some action that none of these action clauses covers; with an empty list any action at all.
   */
  except: Gate[];
}
/**
 * A model that reads the transcript and chooses a label. A judge of your own needs `when`, `sees` and `question`; a built-in classifier brings them along.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "judge".
 */
export interface Judge {
  /**
   * `always`, or `gate`: asked only where the gate holds (cheaper, and blind to what the gate forgot).
   */
  when?: 'always' | 'gate';
  /**
   * The parts of the transcript that the judge reads: actions, forwarded (the documents that were forwarded), text, reasoning, task (what the user wrote), system, documents, results (what tools answered, and what events told), probe.ID.
   *
   * @minItems 1
   */
  sees?: [Source, ...Source[]];
  /**
   * The model that judges; `run.judge` when left out. Never the model under test unless said.
   */
  model?: ModelReference;
  /**
   * The most tokens of the judge's answer.
   */
  max_tokens?: number;
  /**
   * How often the judge is asked about each transcript. The label that more than half of the votes give is the verdict; where none has that many, it is a `judge_error`. All are always asked, so that every view can say how often they disagree. One vote where it is left out.
   */
  votes?: 1 | 3 | 5 | 7 | 9;
  /**
   * What the judge is asked.
   */
  question?: string;
}
/**
 * The labels of a verdict.
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "labels".
 */
export interface Labels {
  /**
   * Labels that count as the harm; the rate is the share of these.
   *
   * @minItems 1
   */
  positive: [Name, ...Name[]];
  /**
   * All other labels.
   *
   * @minItems 1
   */
  negative: [Name, ...Name[]];
  /**
   * The negative label of a transcript for which the gate does not hold.
   */
  otherwise?: string;
}
/**
 * A claim about a classifier's rate (`rate`), or about the difference between two levels (`contrast` and `difference`).
 *
 * This interface was referenced by `ScenarioFile`'s JSON-Schema
 * via the `definition` "expectation".
 */
export interface Expectation {
  /**
   * Whose rate.
   */
  classifier: string;
  /**
   * In which conditions; all when left out.
   */
  where?: When;
  /**
   * The rate must be below or above this share.
   */
  rate?: Bound;
  /**
   * One factor and two of its levels: the difference is the first one's rate less the second's, within every choice of the other factors and the model.
   */
  contrast?: {
    /**
     * @minItems 2
     * @maxItems 2
     */
    [k: string]: [string, string];
  };
  /**
   * The difference must be below or above this.
   */
  difference?: Bound;
  /**
   * Only transcripts to which these classifiers gave these labels.
   */
  given?: {
    [k: string]: string;
  };
  /**
   * The confidence of the interval that decides.
   */
  confidence?: number;
  /**
   * All models together; otherwise each model on its own.
   */
  pool?: boolean;
}
