import type { Severity } from '../../src/detector-kit/index.ts';
import type { Rule, Sign } from './sign.ts';

/** What somebody does with a call. */
const deeds: ReadonlySet<Rule> = new Set([
  'dangerous-command',
  'secret-then-outbound',
  'download-then-run',
  'install-then-run',
]);
const verbs: ReadonlyMap<string, string> = new Map([
  ['called', 'call'],
  ['changed', 'change'],
  ['cleared', 'clear'],
  ['made', 'make'],
  ['opened', 'open'],
  ['ran', 'run'],
  ['sent', 'send'],
  ['used', 'use'],
  ['wrote', 'write'],
]);
/** Of more calls nobody keeps count: some will have done it. */
const mostCalls = 8;
/** Who was kept from it alerts less than who did it. */
const milder: { readonly [S in Severity]: Severity } = {
  critical: 'medium',
  high: 'medium',
  medium: 'low',
  low: 'low',
  info: 'info',
};

/** What a call did by its arguments; nothing when it was refused. */
export function asDeed(sign: Sign, callId = '', isRefused = false): Sign {
  if (!deeds.has(sign.rule)) return sign;
  return isRefused ? refusedSign(sign) : { ...sign, calls: [callId] };
}

/** Of two tellings of the same: who did it. */
export function callsOfBoth(known: Sign, sign: Sign): Pick<Sign, 'calls'> {
  if (sign.calls === undefined) return {};
  const calls = [...(known.calls ?? []), ...sign.calls];
  return { calls: calls.length > mostCalls ? [''] : calls };
}

/** The signs when a call ran: another of its id may be refused later, which takes nothing back. */
export function withRun(signs: readonly Sign[], callId: string): Sign[] {
  return signs.map((sign) =>
    sign.calls?.includes(callId)
      ? { ...sign, calls: sign.calls.map((call) => (call === callId ? '' : call)) }
      : sign,
  );
}

/** The signs when a call was refused after all. */
export function withoutCall(signs: readonly Sign[], callId: string): Sign[] {
  const left = new Map<string, Sign>();
  for (const sign of signs.map((one) => withoutOne(one, callId))) {
    const name = `${sign.rule} ${sign.subject}`;
    if (!left.has(name)) left.set(name, sign);
  }
  return [...left.values()];
}

function withoutOne(sign: Sign, callId: string): Sign {
  if (!sign.calls?.includes(callId)) return sign;
  const calls = sign.calls.filter((call) => call !== callId);
  return calls.length > 0 ? { ...sign, calls } : refusedSign({ ...sign, calls });
}

/** The same of calls that were refused: tried, not done. */
function refusedSign(sign: Sign): Sign {
  const { rule, subject, severity, text, conditions = [`${rule}: ${text}`] } = sign;
  const [did = ''] = text.split(' ', 1);
  const verb = verbs.get(did);
  return {
    ...sign,
    subject: `refused ${subject}`,
    severity: milder[severity],
    text:
      verb === undefined
        ? `was refused this: ${text}`
        : `tried to ${verb}${text.slice(did.length)}, and was refused`,
    conditions: conditions.map((condition) => `refused: ${condition}`),
  };
}
