import type { Coverage } from '../../../src/model/coverage.ts';
import type { DailyReport, DaySummary } from '../../../src/reporters/daily/day-summary.ts';
import { guessed, hostile, quietReport } from '../sample-report.ts';

const at = (text: string): number => Date.parse(`2026-11-${text}Z`);

const coverage: Coverage = {
  ...quietReport.coverage,
  detectors: [
    { id: 'repeated-auth-failures', sight: 'partial', because: ['…'], cure: [], unseen: ['HTTP logins'] },
    {
      id: 'unusual-tool-use',
      sight: 'partial',
      because: ['…'],
      cure: [],
      unseen: ['tool arguments', 'HTTP logins'],
    },
  ],
};

export const quietDay: DaySummary = {
  date: '2026-11-21',
  from: at('21T00:00:00'),
  to: at('22T00:00:00'),
  over: true,
  watch: [{ gateway: 'vm', watched: 86_400_000, of: 86_400_000, down: [], lost: [] }],
  counts: { events: 1_204, agents: 3, people: 5, sessions: 9, tools: 12, addresses: 4 },
  gaps: [],
  fresh: [],
  ongoing: [],
  suppressed: [],
};

export const loudDay: DaySummary = {
  ...quietDay,
  date: '2026-11-22',
  from: at('22T00:00:00'),
  to: at('23T00:00:00'),
  fresh: [guessed],
  ongoing: [hostile],
};

export const unwatchedDay: DaySummary = {
  ...quietDay,
  date: '2026-11-20',
  from: at('20T00:00:00'),
  to: at('21T00:00:00'),
  watch: [
    {
      gateway: 'vm',
      watched: 0,
      of: 86_400_000,
      down: [],
      lost: [{ from: at('20T00:00:00'), to: at('21T00:00:00') }],
    },
  ],
  counts: { events: 0, agents: 0, people: 0, sessions: 0, tools: 0, addresses: 0 },
};

/** Watched for some of it only, and with holes. */
export const halfDay: DaySummary = {
  ...quietDay,
  watch: [
    {
      gateway: 'vm',
      watched: 14 * 3_600_000,
      of: 86_400_000,
      down: [{ from: at('21T03:00:00'), to: at('21T03:20:00') }],
      lost: [
        { from: at('21T00:00:00'), to: at('21T02:00:00') },
        { from: at('21T16:20:00'), to: at('22T00:00:00') },
      ],
    },
    { gateway: 'pi', watched: 86_400_000, of: 86_400_000, down: [], lost: [] },
  ],
  gaps: [{ kind: 'dropped', count: 2, missing: 412, note: 'the log queue overflowed' }],
};

export const daily = (days: readonly DaySummary[], more: Partial<DailyReport> = {}): DailyReport => ({
  tool: quietReport.tool,
  settingsHash: quietReport.settingsHash,
  generatedAt: at('23T07:30:00'),
  gateways: ['vm'],
  paths: [],
  coverage,
  news: { blind: [], unopened: [] },
  days,
  ...more,
});
