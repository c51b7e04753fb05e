import { defineDetector } from '../../src/detector-kit/index.ts';
import { options } from './options.ts';
import { isInGroup } from './sender.ts';
import { sight } from './sight.ts';
import { Strangers } from './strangers.ts';

export default defineDetector({
  meta: {
    id: 'unauthorized-sender',
    version: '1.0.0',
    title: 'Persistent strangers',
    description:
      'Detects one sender whom the gateway refuses and who keeps trying: over several channels, day after day, or with commands.',
    severity: 'high',
    status: 'stable',
    references: {
      attack: ['T1566.003', 'T1078'],
      atlas: ['AML.T0051'],
      owasp: ['LLM01:2025', 'ASI01:2026'],
      openclaw: ['T-ACCESS-003'],
    },
    falsePositives: [
      'Somebody you know who was never let in and greets the bot every day.',
      'Your own second account.',
    ],
  },

  options,
  sight,

  create(context) {
    const strangers = new Strangers(context);
    return {
      accessDenied(event) {
        if (event.what === 'sender') strangers.add(event, isInGroup(event) ? 'group' : 'direct');
        else if (event.what === 'command') strangers.add(event, 'command');
      },
      pairing(event) {
        // A device has no actor: device-pairing-abuse looks after it.
        if (event.status === 'requested' && event.device === undefined) strangers.add(event, 'direct');
      },
    };
  },
});
