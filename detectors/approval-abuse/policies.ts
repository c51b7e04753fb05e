import {
  type AuditEvent,
  type DetectorContext,
  type Episodes,
  hour,
  inGateway,
  type Memory,
  setsExecPolicy,
  toolGroup,
} from '../../src/detector-kit/index.ts';
import { askerOf } from './asker.ts';
import type { Calls } from './calls.ts';
import type { Options } from './options.ts';
import type { Refusals } from './refusals.ts';
import { type Answer, broadening } from './reports/broadening.ts';
import type { Approval } from './step.ts';
import { textIn } from './text-in.ts';

type Call = AuditEvent<'toolExecution'>;

interface Deed {
  readonly done: boolean;
  readonly how: string;
  readonly answer?: Answer;
}

/** An agent that loosens the approvals that bind it. */
export class Policies {
  readonly #calls: Calls;
  readonly #refusals: Refusals;
  readonly #book: Episodes;
  /** Calls that set out to, and what a person said to them. */
  readonly #attempts: Memory<Answer | 'open'>;

  constructor({ episodes, memory }: DetectorContext<Options>, calls: Calls, refusals: Refusals) {
    this.#calls = calls;
    this.#refusals = refusals;
    this.#book = episodes('policies', { gap: hour, keys: 5_000 });
    this.#attempts = memory<Answer | 'open'>('attempts', { max: 5_000 });
  }

  /** Most calls have nothing to do with it: that is seen at a glance. */
  watch(event: Call, command: string): void {
    if (event.outcome === 'denied' || event.outcome === 'blocked' || event.first === false) return;
    const how = command === '' ? byTool(event) : byCommand(command);
    if (how === undefined) return;
    const done = event.phase === 'end' && event.outcome === 'ok';
    if (!done) this.#calls.watch(event, 'policy');
    this.#tell(event, { done, how });
  }

  succeeded(event: Call): void {
    this.#tell(event, { done: true, how: `its tool ${event.tool}` });
  }

  readonly allowed = (event: Approval): void => this.#answered(event, 'allowed');

  readonly refused = (event: Approval): void => this.#answered(event, 'refused');

  #answered(event: Approval, answer: Answer): void {
    const how = byCommand(this.#calls.commandOf(event) ?? '');
    if (how !== undefined && event.trust === 'recorded') this.#tell(event, { done: false, how, answer });
  }

  #tell(event: Call | Approval, { done, how, answer }: Deed): void {
    const asker = askerOf(event);
    const before = this.#remember(event, answer);
    const episode = this.#book.add(asker.name, event, { count: before === undefined ? 1 : 0 });
    const refused = this.#refusals.before(event, asker).length;
    const known = answer ?? before;
    const said = done || known === 'open' ? undefined : known;
    episode.report(broadening({ event, asker, episode, refused, done, how, answer: said }));
  }

  /** What its call had come to until now. */
  #remember({ gateway, callId }: Call | Approval, answer: Answer | undefined): Answer | 'open' | undefined {
    if (callId === undefined) return undefined;
    const call = inGateway(gateway, callId);
    const before = this.#attempts.get(call);
    this.#attempts.set(call, answer ?? before ?? 'open');
    return before;
  }
}

const rewrite = /(?:>|\btee\b|\bsed -i|\bcp\b|\bmv\b|\bjq\b)[^\n]{0,400}exec-approvals\.json/;

function byCommand(line: string): string | undefined {
  if (!line.includes('openclaw') && !line.includes('exec-approvals')) return undefined;
  const text = line.slice(0, 4096);
  if (setsExecPolicy(text)) return 'the command line of openclaw';
  return rewrite.test(text) ? 'a shell that rewrote exec-approvals.json' : undefined;
}

function byTool({ tool, args }: Call): string | undefined {
  if (toolGroup(tool) === 'fs-write') {
    const path = textIn(args, 'path') || textIn(args, 'file_path');
    return path.endsWith('exec-approvals.json') ? `its tool ${tool}, on exec-approvals.json` : undefined;
  }
  if (tool !== 'gateway') return undefined;
  const action = textIn(args, 'action');
  if (/^exec\.approvals\.(?:node\.)?set$/.test(action)) return 'its tool gateway';
  const patch = `${textIn(args, 'path')} ${textIn(args, 'raw')}`.slice(0, 8192);
  const loosens =
    /^config\.(?:patch|apply|set)/.test(action) && /\b(?:exec|elevated|approvals)\b/.test(patch);
  return loosens ? 'its tool gateway' : undefined;
}
