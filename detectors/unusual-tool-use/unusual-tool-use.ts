import { type AuditEvent, canonicalTool, defineDetector, episodeGap } from '../../src/detector-kit/index.ts';
import { advise } from './advise.ts';
import { Habits } from './habits.ts';
import { Judge } from './judge.ts';
import { learning } from './learning/learning.ts';
import { options } from './options.ts';
import { RunBook } from './runs/run-book.ts';
import { sight } from './sight.ts';
import { Stories } from './story.ts';

export default defineDetector({
  meta: {
    id: 'unusual-tool-use',
    version: '1.0.0',
    title: 'Unusual tool use',
    description:
      'Detects a session that uses tools as it, or its peers, never did: new, in a burst, refused again and again, or with dangerous arguments.',
    severity: 'high',
    status: 'stable',
    references: {
      attack: ['T1059', 'T1552.001', 'T1041'],
      atlas: ['AML.T0053', 'AML.T0051'],
      owasp: ['LLM06:2025', 'ASI02:2026'],
      openclaw: ['T-EXEC-004', 'https://docs.openclaw.ai/gateway/security'],
    },
    falsePositives: [
      'A person who starts to use the agent for another kind of work.',
      'A job whose task has grown.',
      'An operator who asks for the very command or file.',
    ],
  },

  options,
  sight,
  advise,
  learning,

  create(context) {
    const { options } = context;
    const habits = new Habits(context);
    const gap = episodeGap(options.window);
    const judge = new Judge(habits, new Stories(context, gap), new RunBook(context, { ...options, gap }), {
      ...options,
      gap,
    });
    const begin = (event: AuditEvent): void => judge.turn(event);

    return {
      toolExecution: (event) => judge.call(event, canonicalTool(event.tool)),
      sessionCreate: (event) => habits.spawned(event),
      sessionAccess: (event) => {
        if (event.action === 'turn') begin(event);
      },
      message: (event) => {
        if (event.direction === 'inbound' && event.outcome !== 'denied') begin(event);
      },
      agentRun: (event) => {
        if (event.status === 'started') begin(event);
      },
      gatewayState: (event) => habits.version(event),
    };
  },
});
