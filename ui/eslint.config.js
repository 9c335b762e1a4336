// Lint: the recommended rules, and the walls between the tiers of the face.
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const onlyIpcNamesTauri = {
  group: ['@tauri-apps/*'],
  message: 'Only src/lib/ipc names @tauri-apps.',
};
const componentsKnowNoDomain = {
  group: ['$lib/features/*', '$lib/views/*', '$lib/ipc/*', '$lib/forms/*'],
  message: 'Shared components know nothing of members, meetings or the book.',
};

export default ts.config(
  { ignores: ['dist/', 'node_modules/', 'src/lib/ipc/bindings.ts', 'src/lib/ipc/documentBindings.ts'] },
  js.configs.recommended,
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  { languageOptions: { globals: { ...globals.browser, ...globals.node } } },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig },
    },
  },
  {
    rules: {
      'no-undef': 'off',
      'no-restricted-imports': ['error', { patterns: [onlyIpcNamesTauri] }],
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['src/lib/components/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: [onlyIpcNamesTauri, componentsKnowNoDomain] }],
    },
  },
  { files: ['src/lib/ipc/**'], rules: { 'no-restricted-imports': 'off' } },
);
