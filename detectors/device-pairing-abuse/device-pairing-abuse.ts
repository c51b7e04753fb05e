import { type AuditEvent, defineDetector } from '../../src/detector-kit/index.ts';
import { Approvals } from './approvals.ts';
import { Devices } from './devices.ts';
import { Guesses } from './guesses.ts';
import { Knocks } from './knocks.ts';
import { options } from './options.ts';
import { Refusals } from './refusals.ts';
import { Rights } from './rights.ts';
import { sight } from './sight.ts';
import { Signatures } from './signatures.ts';

type Pairing = AuditEvent<'pairing'>;

export default defineDetector({
  meta: {
    id: 'device-pairing-abuse',
    version: '1.0.0',
    title: 'Abuse of device pairing',
    description:
      'Detects strangers who ask to pair devices, devices that forge their identity or ask for more rights, and strangers that were let in.',
    severity: 'high',
    status: 'stable',
    references: {
      attack: ['T1098.005', 'T1078'],
      atlas: ['AML.T0012', 'AML.CS0050'],
      owasp: ['ASI03:2026'],
      openclaw: ['T-ACCESS-003', 'GHSA-rqpp-rjj8-7wv8', 'CVE-2026-28472'],
    },
    falsePositives: [
      'Several private windows or new browsers of your own, none of them approved within the hour.',
      'A phone of your own that asks for more rights right after it was paired.',
      'A client whose key file is damaged, when its pairing is older than the evidence.',
    ],
  },

  options,
  sight,

  create(context) {
    const devices = new Devices(context);
    const knocks = new Knocks(context);
    const signatures = new Signatures(context, devices);
    const guesses = new Guesses(context);
    const suspects = { knocks, signatures, guesses };
    const rights = new Rights(context, devices, suspects);
    const approvals = new Approvals(context, devices, suspects);
    const refusals = new Refusals(context);

    const takers: { readonly [S in Pairing['status']]?: (event: Pairing) => void } = {
      requested: (event) => {
        devices.asked(event);
        knocks.add(event);
      },
      upgrade: (event) => rights.add(event),
      approved: (event) => approvals.add(event),
      rejected: (event) => refusals.add(event),
    };

    return {
      pairing(event) {
        // A person who asks on a channel has no device.
        if (event.device !== undefined || event.requestId !== undefined) takers[event.status]?.(event);
      },
      authAttempt(event) {
        if (event.outcome === 'success' || event.reason === undefined) return;
        if (signatures.isForged(event.reason)) signatures.add(event);
        else guesses.add(event);
      },
      connection(event) {
        if (event.device !== undefined && event.state === 'opened') devices.seen(event);
      },
    };
  },
});
