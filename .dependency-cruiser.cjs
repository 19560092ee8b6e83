// The order of the rooms. A folder of the core may import those before it, never those after it.
const order = [
  'text',
  'document',
  'scenario',
  'trial',
  'transcript',
  'provider',
  'conversation',
  'verdict',
  'stats',
  'experiment',
  'run',
  'view',
];

const downward = order.map((folder, index) => ({
  name: `core-${folder}-imports-downward`,
  comment: 'Data flows one way through the core: text → … → view.',
  severity: 'error',
  from: { path: `^src/core/${folder}/` },
  to: { path: `^src/core/(${order.slice(index + 1).join('|') || 'nothing'})/` },
}));

module.exports = {
  forbidden: [
    ...downward,
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: '^src/core/' },
      to: { path: '^(src/(?!core/)|media/|node_modules/(vscode|@types/node|@anthropic-ai))' },
    },
    { name: 'core-has-no-node', severity: 'error', from: { path: '^src/core/' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'middle-imports-core-only',
      severity: 'error',
      from: { path: '^src/(language|providers|exchange|node)/' },
      to: { path: '^src/(protocol|extension|cli)/' },
    },
    {
      name: 'middle-rooms-are-apart',
      severity: 'error',
      from: { path: '^src/(language|providers|exchange|node)/' },
      to: { path: '^src/(language|providers|exchange|node)/', pathNot: '^src/$1/' },
    },
    {
      name: 'protocol-imports-view-types',
      severity: 'error',
      from: { path: '^src/protocol/' },
      to: { path: '^src/(?!core/view/|protocol/)' },
    },
    {
      name: 'panel-imports-protocol',
      severity: 'error',
      from: { path: '^media/' },
      to: { path: '^src/(?!core/view/|protocol/)' },
    },
    {
      name: 'panel-imports-no-runtime-view',
      comment:
        'What deceives is written out in the same way wherever a person reads it, and words, numbers and drawings are those of the reports.',
      severity: 'error',
      from: { path: '^media/' },
      to: {
        path: '^src/core/',
        pathNot: '^src/core/view/(visibleText[.]ts$|shown/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'shown-is-light',
      comment: 'It goes into the panel: it takes views, and nothing of what makes them.',
      severity: 'error',
      from: { path: '^src/core/view/shown/' },
      to: {
        path: '^src/core/',
        pathNot: '^src/core/view/(visibleText[.]ts$|shown/)',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'vscode-in-extension-only',
      severity: 'error',
      from: { path: '^(src|media)/', pathNot: '^src/extension/' },
      to: { path: '^vscode$' },
    },
    {
      name: 'nothing-imports-extension',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/extension/' },
      to: { path: '^src/extension/' },
    },
    {
      name: 'nothing-imports-cli',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/cli/' },
      to: { path: '^src/cli/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
