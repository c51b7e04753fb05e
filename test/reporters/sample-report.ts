import { incidentsOf, withIncidents } from '../../src/incidents/incidents-of.ts';
import type { Coverage, SourceCoverage } from '../../src/model/coverage.ts';
import type { Finding } from '../../src/model/finding.ts';
import type { AuditReport } from '../../src/model/report.ts';

const at = (text: string): number => Date.parse(`2026-11-${text}Z`);
const folder = '/home/op/.openclaw';

const gatewayLog: SourceCoverage = {
  name: '/tmp/openclaw/openclaw-2026-11-22.log',
  kind: 'gateway-log',
  gateway: 'vm',
  bytes: 1_843_201,
  records: 12_345,
  events: 3_210,
  unreadable: 3,
  first: at('22T00:00:01.204'),
  last: at('22T08:59:58.001'),
  gaps: [
    {
      kind: 'dropped',
      from: at('22T02:00:00'),
      to: at('22T02:05:30'),
      missing: 412,
      note: 'the gateway dropped its oldest records when its log queue was full',
    },
  ],
};

const transcript = (index: number): SourceCoverage => ({
  name: `${folder}/agents/main/sessions/52c75e0e-1b34-4a5b-8f10-${String(index).padStart(12, '0')}.jsonl`,
  kind: 'transcript',
  gateway: 'vm',
  bytes: 20_000,
  records: 40,
  events: 12,
  unreadable: 0,
  first: at('15T10:00:00') + index * 3_600_000,
  last: at('15T10:20:00') + index * 3_600_000,
  gaps: [],
});

export const coverage: Coverage = {
  complete: false,
  sources: [
    gatewayLog,
    {
      ...gatewayLog,
      name: `${folder}/exports/ledger.json`,
      kind: 'ledger',
      records: 800,
      events: 800,
      unreadable: 0,
      first: at('21T09:00:00'),
      gaps: [
        {
          kind: 'sequence',
          from: at('21T10:00:00'),
          to: at('21T10:00:04'),
          missing: 7,
          note: 'rows 811 to 817',
        },
        { kind: 'sequence', from: at('21T11:00:00'), to: at('21T11:00:04'), missing: 1, note: 'row 902' },
      ],
    },
    ...Array.from({ length: 12 }, (_, index) => transcript(index)),
  ],
  detectors: [
    { id: 'cross-session-access', sight: 'full', because: [], cure: [] },
    {
      id: 'multi-ip-session',
      sight: 'blind',
      because: [
        'Successful connections leave no line without --verbose.',
        'The trusted proxies are not known.',
      ],
      cure: ['openclaw gateway --verbose', 'openclaw config set gateway.trustedProxies \'["10.0.0.1"]\''],
    },
    {
      id: 'repeated-auth-failures',
      sight: 'partial',
      because: ['No gateway logs wrong tokens over HTTP.'],
      cure: ['put a reverse proxy before the gateway and give its log with --input proxy'],
    },
    { id: 'unusual-tool-use', sight: 'full', because: [], cure: [] },
  ],
  unknown: [
    {
      subsystem: 'gateway/ws',
      level: 'warn',
      template: 'handshake downgraded conn=* remote=* to=*',
      count: 14,
    },
    { subsystem: 'security', level: 'warn', template: '\u001b[31mred\u001b[0m | `code` @all', count: 1 },
  ],
  ignored: [`${folder}/agents/main/sessions/notes.txt`, `${folder}/odd\u202egnp.log`],
};

const none = {
  ips: [],
  sessions: [],
  agents: [],
  actors: [],
  devices: [],
  tools: [],
  channels: [],
  runs: [],
};
const zero = { ips: 0, sessions: 0, agents: 0, actors: 0, devices: 0, tools: 0, channels: 0, runs: 0 };

export const guessed: Finding = {
  id: '0f3a9c1de2b44c7f8a5d6e7f80912ab3',
  detector: 'repeated-auth-failures',
  detectorVersion: '1.0.0',
  gateway: 'vm',
  title: 'A token was guessed from 198.51.100.23',
  summary:
    '12 wrong tokens from 198.51.100.23 within 10 minutes, then a pairing request from the same address: the token was right.',
  severity: 'critical',
  confidence: 'high',
  status: 'closed',
  revision: 3,
  incident: null,
  firstSeen: at('22T06:15:02.120'),
  lastSeen: at('22T06:25:10.845'),
  count: 13,
  entities: { ...none, ips: ['198.51.100.23'], devices: ['9f3c0a'] },
  entityCounts: { ...zero, ips: 1, devices: 1 },
  evidence: [
    {
      source: { name: '/tmp/openclaw/openclaw-2026-11-22.log', line: 1204, offset: 88_120 },
      time: at('22T06:15:02.120'),
      trust: 'recorded',
      excerpt:
        'unauthorized conn=52c75e0e-1b34-4a5b-8f10-7a9b7e6d5c4f peer=198.51.100.23:51234->10.0.0.5:18789 remote=198.51.100.23 client=cli cli v2026.9.6 reason=token_mismatch',
    },
    {
      source: { name: '/tmp/openclaw/openclaw-2026-11-22.log', line: 1210, offset: 89_004 },
      time: at('22T06:16:12.500'),
      trust: 'recorded',
      excerpt:
        'unauthorized conn=7a9b7e6d-1b34-4a5b-8f10-52c75e0e5c4f remote=198.51.100.23 reason=token_mismatch',
    },
    {
      source: { name: '/tmp/openclaw/openclaw-2026-11-22.log', line: 1222, offset: 90_500 },
      time: at('22T06:17:00.000'),
      trust: 'recorded',
      excerpt:
        'unauthorized conn=8f107a9b-1b34-4a5b-8f10-52c75e0e5c4f remote=198.51.100.23 reason=token_mismatch',
    },
    {
      source: { name: `${folder}/state/openclaw.sqlite`, table: 'device_pairing_pending', row: 17 },
      time: at('22T06:25:10.845'),
      trust: 'claimed',
      excerpt: 'pairing requested device=9f3c0a remote=198.51.100.23 token=***',
    },
  ],
  explanation: {
    rule: 'guesses, then success',
    seen: 12,
    threshold: 5,
    windowMs: 600_000,
    score: null,
    facts: [{ name: 'distinct reasons', value: '1', number: 1 }],
  },
  remediation: [
    'Reject the request: `openclaw devices list`, then `openclaw devices reject 9f3c0a`.',
    'Change the token: `openclaw config set gateway.auth.token "$(openssl rand -hex 32)"`, then `openclaw gateway restart`.',
  ],
  references: { attack: ['T1110'], atlas: [], owasp: [], openclaw: ['docs/gateway/security'] },
  suppressedBy: null,
};

export const hostile: Finding = {
  ...guessed,
  id: '77aa9c1de2b44c7f8a5d6e7f80912ab3',
  detector: 'cross-session-access',
  title: 'A \u001b[2Jstranger`s <b>turn</b> read @owner |session| #1 \u202edlrow',
  summary:
    '](https://evil.example) <script>alert(1)</script> **bold** www.evil.example user@example.com\nnext line',
  severity: 'high',
  confidence: 'low',
  status: 'open',
  firstSeen: at('21T23:58:00'),
  lastSeen: at('22T08:30:00'),
  count: 1_204,
  entities: {
    ...none,
    actors: ['telegram:1001', 'telegram:\u0007bell'],
    agents: ['main'],
    channels: ['telegram'],
    sessions: [
      'agent:main:telegram:direct:1001',
      'agent:main:telegram:direct:1002',
      'agent:main:telegram:group:-100200300',
      'agent:main:openai-user:``tick``',
      'agent:main:main',
    ],
    tools: ['sessions_history'],
  },
  entityCounts: { ...zero, actors: 2, agents: 1, channels: 1, sessions: 140, tools: 1 },
  evidence: [
    {
      source: {
        name: `${folder}/agents/main/sessions/52c75e0e-1b34-4a5b-8f10-000000000007.jsonl`,
        line: 9,
        offset: 0,
      },
      time: at('21T23:58:00'),
      trust: 'recorded',
      excerpt: `tool sessions_history denied {"sessionKey":"agent:main:telegram:direct:1002","note":"\`\`\` 漢字漢字 \u009b31m ${'A'.repeat(160)}"}`,
    },
  ],
  explanation: {
    rule: 'foreign targets',
    seen: 1_204,
    threshold: 2,
    windowMs: 600_000,
    score: 7.456,
    facts: [],
  },
  remediation: ['Keep each session to itself: `openclaw config set tools.sessions.visibility self`.'],
};

const suppressed: Finding = {
  ...guessed,
  id: 'aa',
  severity: 'medium',
  suppressedBy: 'travelling until January',
};

export const report: AuditReport = {
  tool: { name: 'openclaw-audit', version: '0.1.0' },
  settingsHash: '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945',
  generatedAt: at('22T09:00:00'),
  window: { since: at('21T09:00:00'), until: null },
  gateways: ['vm'],
  coverage,
  summary: {
    events: 5_450,
    findings: 2,
    bySeverity: { info: 0, low: 0, medium: 0, high: 1, critical: 1 },
    byDetector: { 'repeated-auth-failures': 1, 'cross-session-access': 1 },
    suppressed: 1,
  },
  findings: [guessed, hostile],
  incidents: [],
  suppressed: [suppressed],
};

/** The same two as one attack: the hostile one came after, from the guessed device. */
const parts: readonly Finding[] = [
  guessed,
  {
    ...hostile,
    firstSeen: at('22T06:26:00'),
    lastSeen: at('22T06:28:00'),
    entities: { ...hostile.entities, devices: ['9f3c0a'] },
    entityCounts: { ...hostile.entityCounts, devices: 1 },
  },
];
const incidents = incidentsOf(parts);

export const attack: AuditReport = { ...report, findings: withIncidents(parts, incidents), incidents };

export const quietReport: AuditReport = {
  ...report,
  window: { since: null, until: null },
  coverage: { ...coverage, complete: true, sources: coverage.sources.slice(2, 4), unknown: [], ignored: [] },
  summary: {
    ...report.summary,
    findings: 0,
    bySeverity: { info: 0, low: 0, medium: 0, high: 0, critical: 0 },
    suppressed: 0,
  },
  findings: [],
  incidents: [],
  suppressed: [],
};

export const options = { color: false, width: 80, utc: true, quiet: false, verbose: false };
