import { defineDetector, episodeGap } from '../../src/detector-kit/index.ts';
import { accessRules } from './access-rules.ts';
import { advise } from './advise.ts';
import { Cases } from './cases.ts';
import { Denials } from './denials.ts';
import { Families } from './families.ts';
import { fileRules } from './file-rules.ts';
import { Habits } from './habits.ts';
import { Openings } from './openings.ts';
import { options } from './options.ts';
import { Parties } from './parties.ts';
import { sight } from './sight.ts';
import { Triggers } from './triggers.ts';

export default defineDetector({
  meta: {
    id: 'cross-session-access',
    version: '1.0.0',
    title: 'Session of another principal reached',
    description:
      "Detects a session, or a person in it, that reads, messages or tries to reach another principal's session.",
    severity: 'high',
    status: 'stable',
    references: {
      attack: ['T1213', 'T1005'],
      atlas: ['AML.T0053', 'AML.T0057'],
      owasp: ['LLM02:2025', 'LLM06:2025'],
      openclaw: [
        'T-DISC-002',
        'T-EXFIL-004',
        'GHSA-wcxr-59v9-rxr8',
        'GHSA-q2qc-744p-66r2',
        'GHSA-943q-mwmv-hhvh',
      ],
    },
    falsePositives: [
      'Two people who let their assistants talk to each other on purpose.',
      'A new job or sub-agent that is meant to report to another session: one alert, then low until it has settled.',
      'The owner who works in a session that is named over HTTP: only the main session is known to be theirs.',
    ],
  },

  options,
  sight,
  advise,

  create(context) {
    const { options, memory } = context;
    const families = new Families(memory('parents', { max: 50_000 }));
    const openings = new Openings(memory('openings', { max: 1_000 }));
    const triggers = new Triggers(memory('active', { max: 20_000 }), memory('visible', { max: 1_000 }));
    const parties = new Parties(memory('owners', { max: 1_000 }));
    const book = context.episodes('initiators', { gap: episodeGap(options.window), keys: 20_000 });
    const cases = new Cases(book, memory('cases', { max: 20_000 }), memory('calls', { max: 50_000 }));
    const denials = new Denials(memory('denials', { max: 20_000 }), options);
    const habits = new Habits(memory('pairs', { max: 20_000 }), options.settleDays);
    const knowledge = { families, openings, triggers, parties, cases, denials, habits, options };
    const judgeAccess = accessRules(knowledge);
    const judgeFiles = fileRules(knowledge);

    return {
      sessionCreate: (event) => families.learn(event),
      configChange: (event) => openings.learn(event),
      message: (event) => {
        parties.learn(event);
        triggers.note(event);
      },
      agentRun: (event) => triggers.note(event),
      toolExecution: judgeFiles,
      sessionAccess: (event) => {
        parties.learn(event);
        if (event.action === 'turn') triggers.note(event);
        else judgeAccess(event);
      },
    };
  },
});
