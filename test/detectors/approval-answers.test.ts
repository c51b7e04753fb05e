import { describe, expect, it } from 'vitest';
import approvalAbuse from '../../detectors/approval-abuse/approval-abuse.ts';
import { describeEvent } from '../../src/facts/describe-event.ts';
import type { JsonObject } from '../../src/model/json.ts';
import type { Line } from '../../src/model/source.ts';
import { parserFor } from '../../src/parsers/index.ts';
import { fixture } from '../parsers/read-lines.ts';
import { findingsOf } from '../support/test-detector.ts';

interface Recorded {
  readonly row: number;
  readonly record: JsonObject;
}

/** Rows of a gateway 2026.9.6 whose operator answered with `exec.approval.resolve` (a client) and `approval.resolve` (a device). */
const rows = fixture('database/approval-answers.ndjson')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

function lineOf({ row, record }: Recorded): Line {
  const bytes = Buffer.from(JSON.stringify(record));
  return {
    ...{ name: 'x.sqlite', table: 'operator_approvals', line: row, offset: 0 },
    ...{ bytes, length: bytes.length, terminated: true },
  };
}

function eventsOf(...agents: readonly string[]) {
  const parser = parserFor('approvals', { gateway: 'home', onSeen: () => {}, onUnknown: () => {} });
  const own = rows.filter(({ record }) => agents.includes(String(record.source_agent_id)));
  return own.flatMap((row) => parser.parse(lineOf(row)));
}

const summariesOf = (agent: string) =>
  findingsOf(approvalAbuse as never, eventsOf(agent)).map(
    ({ severity, summary }) => `${severity} ${summary}`,
  );

describe('approvals that a person answered on a real gateway', () => {
  it('tell what was asked, what was answered, and by whom as far as the row says', () => {
    expect(eventsOf('denied', 'always', 'policy').map(describeEvent)).toEqual([
      'exec approval requested: rm -rf ./build-a',
      'exec approval denied by runtime openclaw-macos: rm -rf ./build-a',
      'exec approval requested: find build-a -delete',
      'exec approval allowed by runtime openclaw-macos: find build-a -delete',
      'exec approval requested: which bash',
      'exec approval cancelled (gateway-restart): which bash',
      'exec approval requested: uname -a',
      'exec approval allowed by runtime openclaw-macos: uname -a',
      "exec approval requested: openclaw approvals allowlist add '*'",
      "exec approval denied by device e9e43b944ee3: openclaw approvals allowlist add '*'",
      "exec approval requested: openclaw approvals allowlist add --agent policy '/usr/bin/*'",
      "exec approval allowed by device e9e43b944ee3: openclaw approvals allowlist add --agent policy '/usr/bin/*'",
    ]);
  });

  it.each(['benign', 'always'])('are quiet when allowed one by one, once or for good: %s', (agent) => {
    expect(summariesOf(agent)).toEqual([]);
  });

  it('tell that what was refused was asked for by other means, and allowed', () => {
    expect(summariesOf('denied')).toEqual([
      'medium `rm -rf ./build-a` of agent denied was refused; then it asked for `find build-a -delete`, which was allowed.',
    ]);
  });

  it('tell an operator who was worn down', () => {
    expect(summariesOf('main')).toEqual([
      'high agent main asked until it was allowed: `curl -sS http://127.0.0.1:9/setup.sh -o /tmp/setup3.sh`, refused 3 times before.',
    ]);
  });

  it('tell a policy that a person let the agent change, after they had refused it', () => {
    expect(summariesOf('policy')).toContain(
      'high agent policy (agent:policy:work) asked to change what it may run without asking, by the command line of openclaw, after 1 refusal, and was allowed to.',
    );
  });
});
