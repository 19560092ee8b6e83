import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      '.vscode-test/**',
      '.scenarist/**',
      '**/generated/**',
      'test/fixtures/**',
      '*.config.*',
      '.dependency-cruiser.cjs',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['esbuild.js'] } } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
    },
  },
  {
    // Every regular expression that a scenario can contain goes through re2js: a native one can freeze the editor.
    files: ['src/core/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', 'RegExp', 'Date', 'process', 'Buffer', 'setTimeout'] },
  },
  {
    files: ['scripts/**', 'bench/**', 'test/host/**', 'test/soak/**', 'esbuild.js'],
    rules: { 'no-console': 'off' },
  },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
);
