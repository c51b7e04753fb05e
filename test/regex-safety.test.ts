import { isSafePattern } from 'redos-detector';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { filesIn, nodesOf, parse } from './support/source-code.ts';

const nodes = [...filesIn('src'), ...filesIn('detectors')].flatMap((file) => [...nodesOf(parse(file))]);

const patterns = nodes.filter(ts.isRegularExpressionLiteral).map((node) => ({
  place: placeOf(node),
  source: node.text.slice(1, node.text.lastIndexOf('/')),
  flags: node.text.slice(node.text.lastIndexOf('/') + 1),
}));

test.each(patterns)('$place: /$source/$flags takes linear time on hostile text', ({ source, flags }) => {
  const { safe, error, score } = isSafePattern(source, {
    caseInsensitive: flags.includes('i'),
    unicode: flags.includes('u'),
    dotAll: flags.includes('s'),
    multiLine: flags.includes('m'),
    maxScore: 500,
    timeout: 10_000,
  });
  expect({ safe, error, score }).toMatchObject({ safe: true });
});

test('every pattern is a literal, where this test can see it', () => {
  const built = nodes.filter(
    (node) => ts.isIdentifier(node) && node.text === 'RegExp' && isBuilding(node.parent),
  );
  expect(built.map(placeOf)).toEqual([]);
});

const isBuilding = (node: ts.Node): boolean => ts.isNewExpression(node) || ts.isCallExpression(node);

function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
