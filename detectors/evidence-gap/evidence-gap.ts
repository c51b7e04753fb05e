import { defineDetector } from '../../src/detector-kit/index.ts';
import { LedgerSwitch } from './ledger-switch.ts';
import { Lives } from './lives.ts';
import { Losses } from './losses.ts';
import { options } from './options.ts';
import { Runs } from './runs.ts';
import { SettingsWatch } from './settings-watch.ts';
import { sight } from './sight.ts';

export default defineDetector({
  meta: {
    id: 'evidence-gap',
    version: '1.0.0',
    title: 'Missing evidence',
    description:
      'Detects evidence that somebody may have taken away: a killed gateway, rows cut out of the audit ledger, a log or ledger that fell silent while the other went on.',
    severity: 'high',
    status: 'stable',
    references: {
      attack: ['T1070', 'T1562.001', 'T1489'],
      atlas: [],
      owasp: ['A09:2021', 'ASI10:2026'],
      openclaw: ['T-PERSIST-003'],
    },
    falsePositives: [
      'A gateway that ran out of memory, lost its power, or runs where a service is ended without a signal (Windows).',
      'A log that was copied earlier than the ledger beside it.',
      'An agent that was moved to another kind of model runner and back: its runs leave other lines.',
    ],
  },

  options,
  sight,

  create(context) {
    const settings = new SettingsWatch(context);
    const lives = new Lives(context, settings);
    const runs = new Runs(context, settings);
    const ledger = new LedgerSwitch(context);
    const losses = new Losses(context, settings);

    return {
      gatewayState(event) {
        lives.state(event);
        if (event.state === 'started') runs.forget(event);
      },
      configChange(event) {
        lives.change(event);
        if (!settings.note(event)) return;
        runs.forget(event);
        ledger.changed(event);
      },
      agentRun(event) {
        lives.sign(event);
        runs.run(event);
        ledger.run(event);
      },
      message(event) {
        lives.sign(event);
        ledger.message(event);
      },
      connection: (event) => lives.sign(event),
      evidenceGap(event) {
        lives.hole(event);
        losses.add(event);
      },
      tick: (time) => ledger.tick(time),
    };
  },
});
