// No word that a user sees stands outside the catalogue, and every code of the Rust side has its sentence.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, type AST } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { indonesian } from './id';

const SOURCE = join(import.meta.dirname, '../..');
const CRATES = join(SOURCE, '../../crates');

function filesBelow(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => join(folder, file));
}

/** Attributes and properties that are read or read out. */
const SPOKEN = new Set([
  'alt',
  'aria-label',
  'aria-description',
  'aria-placeholder',
  'aria-roledescription',
  'backLabel',
  'cancelLabel',
  'caption',
  'confirmLabel',
  'detail',
  'emptyLabel',
  'emptyText',
  'emptyTitle',
  'hint',
  'label',
  'nothing',
  'placeholder',
  'saveLabel',
  'searchLabel',
  'text',
  'title',
]);
const LETTERS = /\p{L}{2,}/u;

type Node = { type: string; [key: string]: unknown };

/** Every string that a component shows by itself: text, spoken attributes, and literals inside their expressions. */
function literalsIn(source: string): string[] {
  const found: string[] = [];
  const note = (text: unknown): void => {
    if (typeof text === 'string' && LETTERS.test(text)) found.push(text.trim());
  };
  const visit = (value: unknown, spoken: boolean): void => {
    if (Array.isArray(value)) {
      for (const entry of value) visit(entry, spoken);
      return;
    }
    if (typeof value !== 'object' || value === null || !('type' in value)) return;
    const node = value as Node;
    switch (node.type) {
      case 'Text':
        if (spoken) note(node.data);
        return;
      case 'Literal':
        if (spoken) note(node.value);
        return;
      case 'TemplateElement':
        if (spoken) note((node.value as { cooked?: string }).cooked);
        return;
      case 'Attribute':
        visit(node.value, SPOKEN.has(node.name as string));
        return;
      case 'BinaryExpression':
      case 'CallExpression':
      case 'MemberExpression':
        // What is compared with, looked up by or handed on isn't shown as it stands.
        return;
      case 'ConditionalExpression':
        visit([node.consequent, node.alternate], spoken);
        return;
      case 'LogicalExpression':
        visit([node.left, node.right], spoken);
        return;
      case 'ExpressionTag':
        visit(node.expression, spoken);
        return;
    }
    for (const [key, child] of Object.entries(node)) {
      if (
        key === 'parent' ||
        key === 'test' ||
        key === 'expression' ||
        key === 'declaration' ||
        key === 'tag'
      )
        continue;
      visit(child, node.type === 'Fragment' || node.type === 'RegularElement' ? true : spoken);
    }
  };
  const root: AST.Root = parse(source, { modern: true });
  visit(root.fragment, true);
  return found;
}

/** Literals of a component's script that read like words for a user: capitalised, or several words. */
function sentencesIn(source: string): string[] {
  const script = parse(source, { modern: true }).instance?.content;
  const found: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit);
      return;
    }
    if (typeof value !== 'object' || value === null) return;
    const node = value as Node;
    // What is compared with is a key, not a word.
    if (node.type === 'ImportDeclaration' || node.type === 'BinaryExpression') return;
    // Selectors look like sentences and aren't.
    const callee = node.type === 'CallExpression' ? (node.callee as { property?: { name?: string } }) : null;
    if (callee?.property?.name?.startsWith('querySelector')) return;
    const text =
      node.type === 'Literal'
        ? node.value
        : node.type === 'TemplateElement'
          ? (node.value as { cooked?: string }).cooked
          : null;
    if (typeof text === 'string' && /^\s*\p{Lu}+\p{L}*\b|\p{L} \p{L}/u.test(text)) found.push(text);
    Object.entries(node).forEach(([key, child]) => key !== 'parent' && visit(child));
  };
  visit(script);
  return found;
}

describe('the catalogue', () => {
  it('finds literals where a user would meet them', () => {
    const source = `<script>const quiet = 'tidak tampil';</script>
      <p class="kelas">Halo {nama ? 'Sri' : words.x}</p>
      <input placeholder="Ketik nama" data-testid="uji" aria-label={\`Cari \${x}\`} />
      {#if x === 'bukan kata'}<Kartu title="Judul" kind="bukan" />{/if}`;
    expect(literalsIn(source)).toEqual(['Halo', 'Sri', 'Ketik nama', 'Cari', 'Judul']);
  });

  it('holds every word of every component', () => {
    const strays = filesBelow(SOURCE, '.svelte').flatMap((file) =>
      literalsIn(readFileSync(file, 'utf8')).map((text) => `${file.slice(SOURCE.length + 1)}: ${text}`),
    );
    expect(strays).toEqual([]);
  });

  it('holds every sentence of every script', () => {
    expect(
      sentencesIn(`<script>const a = 'Simpan'; f(\`RT \${b}\`); g('tiga kata saja', 'kelas');</script>`),
    ).toEqual(['Simpan', 'RT ', 'tiga kata saja']);
    const strays = filesBelow(SOURCE, '.svelte').flatMap((file) =>
      sentencesIn(readFileSync(file, 'utf8')).map((text) => `${file.slice(SOURCE.length + 1)}: ${text}`),
    );
    expect(strays).toEqual([]);
  });

  it('leaves nothing empty', () => {
    const empty: string[] = [];
    const visit = (value: unknown, path: string): void => {
      if (typeof value === 'string') {
        if (!value.trim()) empty.push(path);
      } else if (typeof value === 'object' && value !== null) {
        for (const [key, child] of Object.entries(value)) visit(child, `${path}.${key}`);
      }
    };
    visit(indonesian, 'indonesian');
    expect(empty).toEqual([]);
  });

  it('fills in what the Rust side hands over', () => {
    expect(indonesian.fieldProblems.nik_taken({ name: 'Wati' })).toContain('Wati');
    expect(indonesian.fieldProblems.more_members_than_usual({ count: '31', most: '30' })).toMatch(/31.*30/);
    expect(indonesian.errors.unexpected({})).not.toContain('undefined');
  });
});

describe('the codes of the Rust side', () => {
  const rust = (folder: string): string[] =>
    filesBelow(folder, '.rs').map((file) => readFileSync(file, 'utf8').split('#[cfg(test)]')[0] ?? '');

  it('have a sentence for every field problem', () => {
    const sources = [...rust(join(CRATES, 'domain/src')), ...rust(join(CRATES, 'client/src'))];
    const codes = sources.flatMap((source) => [
      ...[...source.matchAll(/FieldProblem::new\(\s*&?[^,]+,\s*"(\w+)"/g)].map((match) => match[1]),
      ...[...source.matchAll(/ValueProblem::\w+ => "(\w+)"/g)].map((match) => match[1]),
    ]);
    expect(codes.length).toBeGreaterThan(15);
    expect([...new Set(codes)].filter((code) => !(code! in indonesian.fieldProblems))).toEqual([]);
  });

  it('have a sentence for every error', () => {
    const sources = rust(join(CRATES, 'client/src'));
    const codes = sources.flatMap((source) =>
      [...source.matchAll(/(?:BookError|SyncError|AttachmentProblem)::[^\n]*=> "(\w+)"/g)].map(
        (match) => match[1],
      ),
    );
    expect(codes.length).toBeGreaterThan(20);
    expect([...new Set(codes)].filter((code) => !(code! in indonesian.errors))).toEqual([]);
  });
});
