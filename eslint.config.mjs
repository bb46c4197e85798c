import tseslint from 'typescript-eslint';

/** Time is passed in as `now`; the entry points are where it comes from. */
const TIME = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the time as `now`; only apps/*/src/main.ts asks the system.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take the time as `now`; only apps/*/src/main.ts asks the system.',
  },
];
const FORWARD_REF = [{ selector: "CallExpression[callee.name='forwardRef']", message: 'Split the module; a cycle is a design fault.' }];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      'dist/**',
      '.data/**',
      'coverage/**',
      '**/generated/**',
      'apps/web/*.config.ts',
      'apps/web/**/*.spec.ts',
    ],
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.base],
    linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' },
    languageOptions: { parserOptions: { project: ['tsconfig.json', ...(await webProject())], tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/no-require-imports': 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...TIME, ...FORWARD_REF],
      'no-var': 'error',
      'prefer-const': 'error',
      // `!= null` says "neither null nor undefined".
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['apps/*/src/main.ts', 'apps/cli/**', 'apps/web/**', 'test/**', '**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...FORWARD_REF] },
  },
  { files: ['apps/cli/**', 'apps/standalone/**', 'test/bench/**'], rules: { 'no-console': 'off' } },
);

/** The web app brings its own project: it knows the DOM, the servers do not. */
async function webProject() {
  const { existsSync } = await import('node:fs');
  return existsSync(new URL('apps/web/tsconfig.json', import.meta.url)) ? ['apps/web/tsconfig.json'] : [];
}
