import { isSafePattern } from 'redos-detector';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { filesIn, nodesOf, parse } from './support/source-code.ts';

const nodes = [...filesIn('src'), ...filesIn('detectors')].flatMap((file) => [...nodesOf(parse(file))]);

const patterns = nodes
  .filter(ts.isRegularExpressionLiteral)
  .map((node) => [placeOf(node), node.text, ...partsOf(node.text)] as const);

test.each(patterns)(
  '%s: %s backtracks little from any start',
  { timeout: 60_000 },
  (_, __, source, flags) => {
    const { safe, error } = judge(source, flags);
    expect({ safe, error }).toEqual({ safe: true, error: null });
  },
);

test.each(['(a+)+$', '(a{1,50}){1,50}$', '(?:a|aa){1,40}$', '\\s{0,99}\\s{0,99}\\s{0,99}x'])(
  'would find %s',
  { timeout: 60_000 },
  (source) => expect(judge(source, '').safe).toBe(false),
);

test('every pattern is a literal, where this test can see it', () => {
  const built = nodes.filter(
    (node) => ts.isIdentifier(node) && node.text === 'RegExp' && isBuilding(node.parent),
  );
  expect(built.map(placeOf)).toEqual([]);
});

function judge(source: string, flags: string) {
  return isSafePattern(`^(?:${withSmallBounds(source)})`, {
    caseInsensitive: flags.includes('i'),
    unicode: flags.includes('u'),
    dotAll: flags.includes('s'),
    multiLine: flags.includes('m'),
    maxScore: 1000,
    maxSteps: 20_000,
  });
}

/** Texts and quantifiers are bounded, so the shape decides: `{0,200}` is judged as `{0,12}`, which takes less time. */
const withSmallBounds = (source: string): string =>
  source.replace(/\{(\d+),(\d+)\}/g, (_, least, most) => `{${Math.min(least, 12)},${Math.min(most, 12)}}`);

function partsOf(literal: string): readonly [source: string, flags: string] {
  const end = literal.lastIndexOf('/');
  return [literal.slice(1, end), literal.slice(end + 1)];
}

const isBuilding = (node: ts.Node): boolean => ts.isNewExpression(node) || ts.isCallExpression(node);

function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
