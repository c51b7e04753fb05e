import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { filesIn, nodesOf, parse } from './support/source-code.ts';

interface Room {
  /** Other rooms it may import; `undefined` is all. */
  readonly rooms?: readonly string[];
  /** What it may import from outside the project; `undefined` is anything. */
  readonly outside?: readonly string[];
  /** No clock, file, network, console or randomness. */
  readonly pure?: true;
}

const words = ['src/model', 'src/facts'];
const computing = ['node:buffer', 'node:crypto', 'node:net', 'node:util'];

/** Who may import whom. A room that is not listed may not exist. */
const rooms: { readonly [name: string]: Room } = {
  'src/model': { rooms: [], outside: ['zod'], pure: true },
  'src/facts': { rooms: ['src/model'], outside: [...computing, 'zod'], pure: true },
  'src/collections': { rooms: ['src/model'], outside: computing, pure: true },
  'src/sources': { rooms: words },
  'src/parsers': { rooms: words, outside: computing, pure: true },
  'src/linker': { rooms: [...words, 'src/collections'], outside: computing, pure: true },
  'src/engine': { rooms: [...words, 'src/collections'], outside: computing, pure: true },
  'src/incidents': { rooms: words, outside: computing, pure: true },
  'src/detector-kit': { rooms: words, outside: ['zod'], pure: true },
  detectors: { rooms: ['src/detector-kit'], outside: [], pure: true },
  'src/reporters': {
    rooms: words,
    outside: [...computing, 'cli-table3', 'date-fns', 'ndjson', 'zod'],
    pure: true,
  },
  'src/alerts': { rooms: [...words, 'src/reporters'] },
  'src/config': { rooms: words },
  'src/state': { rooms: words },
  'src/commands': {},
  'src/cli.ts': { rooms: ['src/commands'], outside: [] },
  'src/index.ts': { rooms: [...words, 'src/engine', 'src/commands', 'detectors'], outside: [] },
};

const files = [...filesIn('src'), ...filesIn('detectors')];
/** Types included. */
const importsOf = new Map(files.map((file) => [file, importsIn(file)]));
const needsOf = new Map(files.map((file) => [file, needsIn(file)]));

describe.each(files)('%s', (file) => {
  const room = roomOf(file);
  const imports = importsOf.get(file) ?? [];

  test('stands in a room of the table', () => expect(Object.keys(rooms)).toContain(room));

  test('imports only rooms that its room may', () => {
    const entered = ownImports(file).map(roomOf);
    expect([room, ...(rooms[room]?.rooms ?? entered)]).toEqual(expect.arrayContaining(entered));
  });

  test('imports only packages that its room may', () => {
    const packages = imports.filter((path) => !isOwn(path)).map(packageOf);
    expect(rooms[room]?.outside ?? packages).toEqual(expect.arrayContaining(packages));
  });

  test('is in no circle of imports', () => {
    const needs = [...(needsOf.get(file) ?? [])];
    expect(needs.filter((needed) => needsOf.get(needed)?.has(file))).toEqual([]);
  });

  test.runIf(rooms[room]?.pure)('reads no clock, console, process or dice', () => {
    expect([...nodesOf(parse(file))].filter(isImpure).map((node) => node.getText())).toEqual([]);
  });
});

function importsIn(file: string): readonly string[] {
  return ts.preProcessFile(readFileSync(file, 'utf8')).importedFiles.map(({ fileName }) => fileName);
}

/** All files that a file imports, and that these import. */
function needsIn(file: string): ReadonlySet<string> {
  const needs = new Set(ownImports(file));
  for (const needed of needs) for (const next of ownImports(needed)) needs.add(next);
  return needs;
}

function ownImports(file: string): readonly string[] {
  const imports = importsOf.get(file) ?? [];
  return imports.filter(isOwn).map((path) => join(dirname(file), path).replaceAll('\\', '/'));
}

function isOwn(path: string): boolean {
  return path.startsWith('.');
}

/** `date-fns` of `date-fns/format`. */
function packageOf(path: string): string {
  const parts = path.split('/');
  return parts.slice(0, path.startsWith('@') ? 2 : 1).join('/');
}

function roomOf(file: string): string {
  return Object.keys(rooms).find((room) => file === room || file.startsWith(`${room}/`)) ?? file;
}

function isImpure(node: ts.Node): boolean {
  if (ts.isNewExpression(node)) return node.expression.getText() === 'Date' && !node.arguments?.length;
  if (ts.isPropertyAccessExpression(node)) {
    return /^(?:console|process|performance)\b|^(?:Date\.now|Math\.random)$/.test(node.getText());
  }
  return (
    ts.isCallExpression(node) &&
    /^(?:set(?:Timeout|Interval|Immediate)|fetch|Date)$/.test(node.expression.getText())
  );
}
