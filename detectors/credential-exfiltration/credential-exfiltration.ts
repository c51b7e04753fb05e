import { defineDetector } from '../../src/detector-kit/index.ts';
import { Leaks } from './leaks.ts';
import { options } from './options.ts';
import { sight } from './sight.ts';

export default defineDetector({
  meta: {
    id: 'credential-exfiltration',
    version: '1.0.0',
    title: 'Secrets that leave',
    description:
      'Detects an agent that reads a secret and then talks to a destination that nobody here talked to before, or that sends the secret itself.',
    severity: 'high',
    status: 'stable',
    references: {
      attack: ['T1552.001', 'T1567', 'T1041'],
      atlas: ['AML.T0025', 'AML.T0086'],
      owasp: ['LLM02:2025', 'ASI02:2026'],
      openclaw: ['T-EXFIL-004'],
    },
    falsePositives: [
      'The first deployment to a new server, by an agent that reads its key to do so.',
      'A new service that is set up with its key.',
    ],
  },

  options,
  sight,

  create(context) {
    const leaks = new Leaks(context);
    return {
      toolExecution(event) {
        // The ledger and the gateway log tell of calls without their words.
        if (event.args !== undefined || event.phase === 'end') leaks.add(event);
      },
    };
  },
});
