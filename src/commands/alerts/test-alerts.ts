import { visible } from '../../facts/escape.ts';
import { excerpt } from '../../facts/mask.ts';
import { nearest } from '../../facts/nearest.ts';
import type { Sink, TestNotice } from '../../model/alert.ts';
import { alertSinks } from '../alert-sinks.ts';
import { AuditError } from '../audit-error.ts';
import { exitCodes } from '../exit-codes.ts';
import type { RawOptions } from '../options.ts';
import { loadSettings } from '../settings.ts';
import { print } from '../write-output.ts';

/** Says of each sink whether a test arrived, as soon as it is known. */
export async function testAlerts(options: RawOptions, { sink: only }: { sink?: string }): Promise<number> {
  const now = Date.now();
  const { alerts } = await loadSettings(options, now);
  const sinks = chosen(alertSinks(alerts), only);
  const notice: TestNotice = {
    kind: 'test',
    id: `test.${now}`,
    time: now,
    severity: 'info',
    title: 'Test of openclaw-audit',
  };
  const arrived = await Promise.all(sinks.map((sink) => tell(sink, notice)));
  return arrived.every(Boolean) ? exitCodes.done : exitCodes.failed;
}

function chosen(sinks: readonly Sink[], only: string | undefined): readonly Sink[] {
  if (sinks.length === 0) throw new AuditError('USAGE', 'the settings have no alerts: nobody would be told');
  if (only === undefined) return sinks;
  const found = sinks.filter(({ name }) => name === only);
  if (found.length > 0) return found;
  const names = sinks.map(({ name }) => name);
  const near = nearest(only, names);
  const hint = near ? `did you mean ${near}?` : `there are ${names.join(', ')}`;
  throw new AuditError('USAGE', `--sink: the settings have no ${only}; ${hint}`);
}

async function tell({ name, kind, deliver }: Sink, notice: TestNotice): Promise<boolean> {
  const label = name === kind ? name : `${name} (${kind})`;
  try {
    await deliver(notice, new AbortController().signal);
    await print(`ok      ${label}\n`);
    return true;
  } catch (error) {
    const why = excerpt(error instanceof Error ? error.message : String(error), 200);
    await print(`failed  ${label}: ${visible(why)}\n`);
    return false;
  }
}
