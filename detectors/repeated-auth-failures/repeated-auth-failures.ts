import { type AuditEvent, defineDetector } from '../../src/detector-kit/index.ts';
import { advise } from './advise.ts';
import { Attempts } from './attempts.ts';
import { Entries } from './entries.ts';
import { options } from './options.ts';
import { sight } from './sight.ts';
import { watchersOf } from './watchers.ts';

export default defineDetector({
  meta: {
    id: 'repeated-auth-failures',
    version: '1.0.0',
    title: 'Repeated authentication failures',
    description:
      'Detects guessing of tokens and passwords, fast, slow or spread over many addresses, and a success after it.',
    severity: 'critical',
    status: 'stable',
    references: {
      attack: ['T1110.001', 'T1110.003', 'T1078'],
      atlas: ['AML.T0012', 'AML.CS0048'],
      owasp: ['A07:2021'],
      openclaw: ['T-ACCESS-003', 'https://docs.openclaw.ai/gateway/security/rate-limiting'],
    },
    falsePositives: [
      'A client of your own with an old token, whose earlier successes the log no longer holds.',
      'A person who mistypes a password more than three times from an address that never got in before.',
      'Several people behind a proxy that names no addresses: they count as one.',
    ],
  },

  options,
  sight,
  advise,

  create(context) {
    const watchers = watchersOf(context);
    const attempts = new Attempts(context, watchers);
    const entries = new Entries(context, watchers);
    return {
      authAttempt(event) {
        if (event.outcome === 'success') entries.add(event);
        else attempts.add(event);
      },
      connection(event) {
        if (isLogin(event)) entries.add(event);
      },
      pairing(event) {
        if (provesCredential(event)) entries.add(event);
      },
    };
  },
});

/** An open socket, or a wish to connect, is not a login yet. */
function isLogin({ state, reason }: AuditEvent<'connection'>): boolean {
  return state === 'opened' && reason !== 'open' && reason !== 'connect';
}

/** A device is asked for, or taken in, only after the shared credential was right. */
function provesCredential({ status, automatic, ip, behindProxy }: AuditEvent<'pairing'>): boolean {
  if (status === 'approved') return automatic === true;
  if (status !== 'requested' && status !== 'upgrade') return false;
  return ip !== undefined || behindProxy === true;
}
