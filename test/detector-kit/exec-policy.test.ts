import { describe, expect, it } from 'vitest';
import {
  askAlways,
  askUnlessListed,
  policyCommand,
  policyWords,
  setsExecPolicy,
} from '../../src/detector-kit/exec-policy.ts';

describe('the exec policy', () => {
  it('is advised for newer gateways first, in a sentence and in a shell', () => {
    expect(policyWords(askUnlessListed)).toBe(
      '`openclaw exec-policy preset cautious` (before 2026.4: `openclaw config set tools.exec.security allowlist`, `openclaw config set tools.exec.ask on-miss`)',
    );
    expect(policyCommand(askAlways)).toBe(
      'openclaw exec-policy set --ask always   # before 2026.4: openclaw config set tools.exec.ask always',
    );
  });

  it.each([
    ['openclaw exec-policy preset yolo', true],
    ['openclaw --profile work exec-policy set --security full --ask off', true],
    ["openclaw approvals allowlist add '*'", true],
    ['openclaw config unset agents.list[0].tools.exec.ask', true],
    ['openclaw exec-policy show', false],
    ['openclaw approvals get', false],
    ['openclaw config get tools.exec', false],
    ['openclaw config set gateway.bind lan; grep tools.exec notes', false],
    ['echo exec-policy preset yolo', false],
  ])('is set by %s: %s', (command, expected) => {
    expect(setsExecPolicy(command)).toBe(expected);
  });
});
