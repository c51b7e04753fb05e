import { expect, test } from 'vitest';
import { listDetector, nameOf } from '../../scripts/new-detector/list-detector.ts';

const list = `import type { Detector } from '../src/detector-kit/index.ts';
import authFailures from './auth-failures/auth-failures.ts';
import toolLoop from './tool-loop/tool-loop.ts';

/** Every built-in detector, in alphabetical order. */
export const detectors: readonly Detector[] = [authFailures, toolLoop];
`;

test('puts a new detector into its place in the list', () => {
  expect(
    listDetector(list, 'secret-in-output'),
  ).toBe(`import type { Detector } from '../src/detector-kit/index.ts';
import authFailures from './auth-failures/auth-failures.ts';
import secretInOutput from './secret-in-output/secret-in-output.ts';
import toolLoop from './tool-loop/tool-loop.ts';

/** Every built-in detector, in alphabetical order. */
export const detectors: readonly Detector[] = [authFailures, secretInOutput, toolLoop];
`);
});

test('orders by id, not by the length of a line', () => {
  const once = listDetector(list, 'tool');
  expect(once).toContain('[authFailures, tool, toolLoop]');
});

test('turns an id into a name', () => expect(nameOf('multi-ip-2-session')).toBe('multiIp2Session'));
