import { type AuditEvent, defineDetector } from '../../src/detector-kit/index.ts';
import { Calls } from './calls.ts';
import { Floods } from './floods.ts';
import { options } from './options.ts';
import { Policies } from './policies.ts';
import { Refusals } from './refusals.ts';
import { sight } from './sight.ts';
import { stepOf } from './step.ts';
import { textIn } from './text-in.ts';
import { Unanswered } from './unanswered.ts';

type Call = AuditEvent<'toolExecution'>;

export default defineDetector({
  meta: {
    id: 'approval-abuse',
    version: '1.0.0',
    title: 'Abuse of approvals',
    description:
      'Detects an agent that goes on after a refusal, floods its operator with requests, lets them pile up, or loosens its own approvals.',
    severity: 'high',
    status: 'stable',
    references: {
      attack: ['T1621', 'T1562.001'],
      atlas: ['AML.T0051'],
      owasp: ['LLM06:2025', 'ASI02:2026'],
      openclaw: ['T-EXEC-004', 'https://docs.openclaw.ai/tools/exec-approvals'],
    },
    falsePositives: [
      'You refused by mistake and asked the agent to try again.',
      'You were away while the agent worked, and its requests ran out of time.',
      'You told the agent to add a command to its own allowlist.',
    ],
  },

  options,
  sight,

  create(context) {
    const calls = new Calls(context);
    const refusals = new Refusals(context, calls);
    const floods = new Floods(context);
    const unanswered = new Unanswered(context);
    const policies = new Policies(context, calls, refusals);
    const takers = {
      requested: [calls.asked, refusals.asked, floods.asked],
      allowed: [calls.asked, policies.allowed, refusals.allowed, floods.allowed],
      refused: [policies.refused, refusals.refused],
      unanswered: [unanswered.add],
      over: [],
    } as const;

    const started = (event: Call): void => {
      const command = textIn(event.args, 'command');
      policies.watch(event, command);
      if (command !== '' && refusals.any) refusals.ran(event, command);
    };
    const succeeded = (event: Call): void => {
      const meaning = calls.done(event);
      if (meaning === 'again') refusals.succeeded(event);
      else if (meaning === 'policy') policies.succeeded(event);
    };

    return {
      approvalRequests(event) {
        for (const take of takers[stepOf(event)]) take(event);
      },
      toolExecution(event) {
        if (event.args !== undefined) started(event);
        if (calls.any && event.phase === 'end' && event.outcome === 'ok') succeeded(event);
      },
    };
  },
});
