import { visible } from '../../facts/escape.ts';
import type { Finding } from '../../model/finding.ts';
import type { AuditReport } from '../../model/report.ts';
import type { Acceptance } from '../../state/learned/learned.ts';
import { AuditError } from '../audit-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { conditionsOf, entitiesOf } from '../learned/accepted.ts';
import { withLearned } from '../learned/learned-folder.ts';
import { UsedLearned } from '../learned/use-learned.ts';
import type { RawOptions } from '../options.ts';
import { reportKnowing } from '../report.ts';
import { refuseFollow, spanOf } from '../request.ts';
import { writeOutput } from '../write-output.ts';

export interface AcceptOptions extends RawOptions {
  readonly reason: string;
}

const mostAccepted = 1000;

/** `openclaw-audit baseline accept <finding-id> --reason <text> [path...]` */
export async function acceptFinding(
  id: string,
  paths: readonly string[],
  options: AcceptOptions,
): Promise<number> {
  refuseFollow(options);
  const reason = options.reason.trim();
  if (reason === '') throw new AuditError('USAGE', '--reason: say why it is normal');
  return await withLearned(options, async (record) => {
    const { learned } = record;
    if (learned.accepted.length >= mostAccepted)
      throw new AuditError(
        'USAGE',
        `${mostAccepted} findings are accepted: forget some, or use suppress in the settings`,
      );
    const report = await reportKnowing(new UsedLearned(record), paths, { ...options, minSeverity: 'info' });
    const acceptance = acceptanceOf(foundIn(report, id), reason, spanOf(options).now);
    const others = learned.accepted.filter((one) => one.id !== acceptance.id);
    await record.write({ ...learned, accepted: [...others, acceptance] });
    await writeOutput(wordsOf(acceptance), options.output);
    return exitCodes.done;
  });
}

function foundIn({ findings, suppressed }: AuditReport, id: string): Finding {
  const [found, ...others] = [...findings, ...suppressed].filter((finding) =>
    finding.id.startsWith(id.toLowerCase()),
  );
  if (!found)
    throw new AuditError(
      'USAGE',
      `there is no finding ${id} in this evidence: give the paths and options of the report that named it`,
    );
  if (others.length > 0)
    throw new AuditError('USAGE', `${others.length + 1} findings begin with ${id}: give more of the id`);
  return found;
}

function acceptanceOf(finding: Finding, reason: string, time: number): Acceptance {
  const { id, detector, gateway, severity } = finding;
  const conditions = conditionsOf(finding);
  if (!conditions)
    throw new AuditError(
      'USAGE',
      `finding ${id} names nobody, or more than it lists, so that others would pass for it: suppress it in the settings instead`,
    );
  return { id, detector, gateway, severity, entities: entitiesOf(finding), conditions, reason, time };
}

function wordsOf({ id, detector, gateway, entities, conditions, severity }: Acceptance): string {
  const lines = [
    `accepted as normal: ${detector} of ${entities.join(', ') || gateway}, up to ${severity}, while it is no more than`,
    ...conditions.map((condition) => `  ${condition}`),
    `To take it back: openclaw-audit baseline forget ${id.slice(0, 8)}`,
  ];
  return `${lines.map(visible).join('\n')}\n`;
}
