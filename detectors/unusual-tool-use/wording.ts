import {
  askAlways,
  clamp,
  commandWord,
  type Episode,
  isAlert,
  policyWords,
  type Report,
} from '../../src/detector-kit/index.ts';
import { conditionsOf } from './conditions.ts';
import { unattributed } from './habits.ts';
import type { Rule, Sign } from './sign.ts';

const inSummary = 3;

const titles: { readonly [R in Rule]: string } = {
  'first-use': 'Tool used for the first time',
  burst: 'Far more tool calls than usual',
  'odd-hour': 'More runs than this hour of the week has',
  denials: 'Refused tools tried again and again',
  'denied-then-done': 'Refused, then done with another tool',
  'dangerous-command': 'Dangerous command',
  'host-survey': 'A look around the machine',
  'secret-path': 'Credentials looked for',
  'secret-then-outbound': 'Credentials read, then a way out used',
  'download-then-run': 'Downloaded, then run',
  'install-then-run': 'A skill or plugin run as soon as it was installed',
  'denied-in-another-form': 'Refused, then tried in another form',
  'untrusted-then-outbound': 'Words of strangers, private data, then a way out',
  'unusual-run': 'A run that breaks a habit',
};

/** The episode in words; the worst sign names it. */
export function reportOf(session: string, episode: Episode, signs: readonly Sign[]): Report {
  const [worst] = signs;
  const rule = worst?.rule ?? 'first-use';
  return {
    title: titles[rule],
    summary: summaryOf(session, signs),
    severity: worst?.severity ?? 'info',
    confidence: confidenceOf(signs),
    explanation: {
      rule,
      seen: rule === 'unusual-run' ? null : (worst?.seen ?? null),
      threshold: worst?.threshold ?? null,
      windowMs: worst?.windowMs ?? null,
      score: scoreOf(signs),
      facts: factsOf(episode, signs),
      conditions: conditionsOf(signs),
    },
    remediation: remediationOf(session, signs),
  };
}

/** Bits of the run; each sign that alerts by itself counts like a run that does, one of severity high twice. */
function scoreOf(signs: readonly Sign[]): number | null {
  const worth = { info: 0, low: 0, medium: 5, high: 10, critical: 10 };
  const others = signs.filter(({ rule }) => rule !== 'unusual-run');
  const run = signs.find(({ rule }) => rule === 'unusual-run')?.seen ?? 0;
  const sum = others.reduce((all, { severity }) => all + worth[severity], run);
  return sum > 0 ? sum : null;
}

function summaryOf(session: string, signs: readonly Sign[]): string {
  const worded = inWords(signs);
  const told = worded.slice(0, inSummary).map(({ text }) => text);
  const left = worded.length - inSummary;
  const more = left > 0 ? `; and ${left} more ${left === 1 ? 'sign' : 'signs'}` : '';
  const who = session === unattributed ? 'A session that the evidence does not name' : clamp(session, 120);
  return `${who} ${told.join('; ')}${more}.`;
}

/** What is plain needs no statistics. */
function inWords(signs: readonly Sign[]): readonly Sign[] {
  const plain = signs.filter(({ rule }) => rule !== 'unusual-run');
  return plain.some(({ severity }) => isAlert(severity)) ? plain : signs;
}

/** Several independent signs, or one that has no ordinary reading. */
function confidenceOf(signs: readonly Sign[]): Report['confidence'] {
  const rules = new Set(signs.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule));
  if (rules.size >= 3) return 'high';
  return rules.size === 2 || signs[0]?.severity === 'high' ? 'medium' : 'low';
}

function factsOf(episode: Episode, signs: readonly Sign[]) {
  const tools = episode
    .values('tools')
    .slice(0, 8)
    .map((tool) => clamp(tool, 40));
  const told = signs.map(({ rule, text, seen }) => ({ name: rule, value: clamp(text, 200), number: seen }));
  const details = signs.flatMap(({ facts = [] }) => facts);
  return [...told, ...details, { name: 'tools', value: tools.join(', '), number: episode.seen('tools') }];
}

const asking = policyWords(askAlways);

const cures: { readonly [R in Rule]: string } = {
  'first-use':
    'If nobody asked for it, take the tool away: add it to `tools.deny`, or to `agents.list[].tools.deny` of this agent',
  burst: 'If nobody asked for it, stop the run: send /stop in that session',
  'odd-hour': 'Look which sessions of the agent were at work in that hour, and who asked for it',
  denials: 'Find the message that asked for the refused tools; leave `tools.deny` as it is',
  'denied-then-done': `Take away the tool that was used instead: \`tools.deny\`, or ask before every command: ${asking}`,
  'dangerous-command': `Ask before every command from now on: ${asking}`,
  'host-survey': 'If nobody asked for it, take commands away from this agent: add `exec` to its `tools.deny`',
  'secret-path': 'Keep the agent in its workspace: `openclaw config set tools.fs.workspaceOnly true`',
  'download-then-run': `Look at the file before it runs again; ask before every command: ${asking}`,
  'install-then-run': 'Read the skill or plugin before it runs again; remove it when nobody asked for it',
  'denied-in-another-form': 'Find the message that asked for it; refuse the other tool as well: `tools.deny`',
  'untrusted-then-outbound':
    'Look at what was sent, and whether the page, mail or file that was read before asked for it',
  'unusual-run':
    'If nobody asked for it, stop the job, and look for what the run had read before: a page, a mail, a file',
  'secret-then-outbound': 'Treat the credentials as stolen: revoke them first, then issue new ones',
};

function remediationOf(session: string, signs: readonly Sign[]): readonly string[] {
  const rules = [...new Set(signs.map(({ rule }) => rule))].slice(0, 3);
  return [...rules.map((rule) => cures[rule]), reading(session)].map((step) => `${step}.`);
}

function reading(session: string): string {
  if (session === unattributed)
    return 'The log says neither session nor run: a report over log and ledger together names them. Save the ledger (`openclaw audit --json > audit.json`) and give it beside the log';
  const key = commandWord(session, '<session key>');
  return `Read what the session was asked, and by whom: \`openclaw sessions export-trajectory --session-key ${key}\``;
}
