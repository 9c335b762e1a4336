// Only src/lib/ipc names @tauri-apps; shared components know nothing of members, meetings or the book.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const SOURCE = join(import.meta.dirname, '..');
const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => /\.(svelte|ts)$/.test(file) && !file.includes('.test.'))
  .map((file) => ({ file, text: readFileSync(join(SOURCE, file), 'utf8') }));

const naming = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

it('names Tauri in one place only', () => {
  const files = naming(/@tauri-apps/);
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !file.startsWith('lib/ipc/'))).toEqual([]);
});

it('keeps shared components free of the domain', () => {
  const files = naming(/\$lib\/(features|views|ipc|forms|lists)\//);
  expect(files.filter((file) => file.startsWith('lib/components/'))).toEqual([]);
});

it('begins every file with its purpose', () => {
  const silent = sources.filter(({ text }) => !/^(<!--|\/\/)/.test(text)).map(({ file }) => file);
  expect(silent.filter((file) => file !== 'vite-env.d.ts' && file !== 'lib/ipc/bindings.ts')).toEqual([]);
});
