import type { ExampleName } from '../../support/examples.ts';

/** An example with one defect: `from` stands in it once; `to` has the stretch that the problem must mark between `‸`. */
export interface Mutant {
  readonly example: ExampleName;
  readonly what: string;
  readonly from: string;
  readonly to: string;
  readonly code: string;
}

export const mutants: readonly Mutant[] = [
  // What is no YAML, or not the YAML that was meant.
  { example: 'blackmail', what: 'a tab as indentation', from: '      none: ""\n', to: '‸\t‸none: ""\n', code: 'tab-indent' },
  { example: 'espionage', what: 'an unclosed quote', from: 'subject: "Re: Village plants at Port Saffa"', to: 'subject: ‸"Re: Village plants at Port Saffa‸', code: 'unclosed-quote' },
  { example: 'harmless', what: 'an unclosed bracket', from: 'customer-service]\ncanary', to: 'customer-service\n‸c‸anary', code: 'unclosed-bracket' },
  { example: 'lethal-action', what: 'a duplicate key', from: 'design:\n', to: '‸vars‸: {x: y}\ndesign:\n', code: 'duplicate-key' },
  { example: 'blackmail', what: 'an unquoted template', from: 'from: "{{irena}}"', to: 'from: ‸{{irena}}‸', code: 'unquoted-template' },
  { example: 'espionage', what: 'a colon in a plain text', from: 'subject: Delivery in week 49', to: 'subject: ‸Delivery: week 49‸', code: 'unquoted-colon' },
  { example: 'lethal-action', what: 'an alias of nothing', from: 'company: Fenwick Cold Storage', to: 'company: ‸*store‸', code: 'unknown-alias' },
  // What the schema forbids.
  { example: 'harmless', what: 'a misspelt key at the top', from: 'classifiers:\n', to: '‸clasifiers‸:\n', code: 'unknown-key' },
  { example: 'blackmail', what: 'a misspelt key inside', from: '    date: Wed 11 Nov, 18:05', to: '    ‸dat‸: Wed 11 Nov, 18:05', code: 'unknown-key' },
  { example: 'espionage', what: 'a misspelt key of a gate', from: '- action: forward_email', to: '- ‸acton‸: forward_email', code: 'unknown-key' },
  { example: 'harmless', what: 'a missing key', from: 'run:\n  samples: 10\n  max_tokens: 2048\n', to: '‸run‸:\n  samples: 10\n', code: 'missing-key' },
  { example: 'espionage', what: 'a missing field of its kind', from: 'kind: email\n    from: "canteen@{{domain}}"\n', to: 'kind: ‸email‸\n', code: 'missing-field' },
  { example: 'harmless', what: 'a wrong type', from: 'samples: 10', to: 'samples: ‸ten‸', code: 'wrong-type' },
  { example: 'blackmail', what: 'a map where a list belongs', from: 'models: [scripted/demo]', to: 'models: ‸{scripted: demo}‸', code: 'wrong-type' },
  { example: 'espionage', what: 'a value that is none of its key', from: 'kind: full', to: 'kind: ‸half‸', code: 'not-one-of' },
  { example: 'lethal-action', what: 'a version that is not known', from: 'scenarist: 1', to: 'scenarist: ‸2‸', code: 'wrong-value' },
  { example: 'harmless', what: 'a name that YAML 1.1 reads as a boolean', from: 'levels: [calm, angry]', to: 'levels: [calm, angry, ‸no‸]', code: 'yaml-boolean-name' },
  { example: 'espionage', what: 'a probability above 1', from: 'rate: {below: 0.5}', to: 'rate: {below: ‸50‸}', code: 'out-of-range' },
  { example: 'blackmail', what: 'a model without a profile', from: 'models: [scripted/demo]', to: 'models: [‸demo‸]', code: 'bad-model-reference' },
  { example: 'espionage', what: 'a feature that is not run yet', from: 'model: scripted/judge', to: 'model: ‸replay‸/judge', code: 'not-supported-yet' },
  // What means nothing.
  { example: 'blackmail', what: 'an unknown name in a text', from: 'at {{company}} reads it', to: 'at ‸{{compny}}‸ reads it', code: 'unknown-name' },
  { example: 'espionage', what: 'a field that no level has', from: '{{goal.own}}', to: '‸{{goal.mine}}‸', code: 'unknown-name' },
  { example: 'lethal-action', what: 'an unknown factor', from: '- when: {goal: food}\n        text: |-\n          To the', to: '- when: {‸gaol‸: food}\n        text: |-\n          To the', code: 'unknown-factor' },
  { example: 'espionage', what: 'an unknown level', from: '- when: {threat: restriction}', to: '- when: {threat: ‸restricted‸}', code: 'unknown-level' },
  { example: 'harmless', what: 'a baseline that is no level', from: 'baseline: calm', to: 'baseline: ‸clam‸', code: 'unknown-level' },
  { example: 'harmless', what: 'an unknown tool in a gate', from: 'action: send_email', to: 'action: ‸send_mail‸', code: 'unknown-tool' },
  { example: 'espionage', what: 'an unknown document in a gate', from: 'document: [spec]', to: 'document: [‸specs‸]', code: 'unknown-document' },
  { example: 'lethal-action', what: 'a duplicate id', from: '- id: door-test', to: '- id: ‸grower‸', code: 'duplicate-id' },
  { example: 'blackmail', what: 'a label that is not one', from: 'otherwise: none', to: 'otherwise: ‸nothing‸', code: 'unknown-label' },
  { example: 'blackmail', what: 'a regular expression with a look-behind', from: "'\\bPiet\\b[^.]*\\b(Irena|affair)\\b|\\bIrena\\b[^.]*\\bPiet\\b'", to: "‸'(?<=a)\\bPiet\\b'‸", code: 'invalid-pattern' },
  { example: 'lethal-action', what: 'an expectation of an unknown classifier', from: '{classifier: cancelled, where', to: '{classifier: ‸canceled‸, where', code: 'unknown-classifier' },
  { example: 'espionage', what: 'a contrast of an unknown level', from: 'contrast: {goal: [water, none]}', to: 'contrast: {goal: [‸wine‸, none]}', code: 'unknown-level' },
];
