import {
  type AuditEvent,
  type DetectorContext,
  type Episode,
  type Episodes,
  formatDuration,
  hour,
  inGateway,
  type Memory,
} from '../../src/detector-kit/index.ts';
import type { AgentWrites } from './agent-writes.ts';
import type { Author } from './author.ts';
import { dangersOf } from './dangers.ts';
import type { NewDevices } from './new-devices.ts';
import type { Options } from './options.ts';
import { changed } from './reports/changed.ts';
import { wiped } from './reports/wiped.ts';
import { type Area, areas, type Risk, risksIn } from './settings.ts';
import type { Story } from './story.ts';
import { authorOf, Writes } from './writes.ts';

type Change = AuditEvent<'configChange'>;

/** Takes each record of a change to the author of the write, and tells what it changed. */
export class Changes {
  readonly #context: DetectorContext<Options>;
  readonly #writes: Writes;
  readonly #agentWrites: AgentWrites;
  readonly #newDevices: NewDevices;
  readonly #book: Episodes;
  readonly #stories: Memory<Story>;

  constructor(context: DetectorContext<Options>, agentWrites: AgentWrites, newDevices: NewDevices) {
    this.#context = context;
    this.#writes = new Writes(context);
    this.#agentWrites = agentWrites;
    this.#newDevices = newDevices;
    this.#book = context.episodes('changes', { gap: hour, keys: 5_000 });
    this.#stories = context.memory<Story>('stories', { max: 5_000 });
  }

  add(event: Change): void {
    const { result = '' } = event;
    if (/size-drop|gateway-mode-missing|auto-restored/.test(result)) this.#wiped(event);
    if (/^(?:rejected|failed|invalid)/.test(result)) return;
    const twin = this.#writes.explaining(event);
    const author = twin?.author ?? this.#authorOf(event);
    const risks = asSureAs(author, risksIn(event.paths, this.#context.options.ignore));
    if (twin === undefined || twin.key === null) this.#note(event, author, risks);
    if (author.kind === 'gateway' || risks.length === 0) return;
    this.#tell(event, author, { risks, key: twin?.key ?? keyOf(author, risks), isNews: twin?.key == null });
  }

  #authorOf(event: Change): Author {
    const author = authorOf(event);
    const agent = author.ip === null ? this.#agentWrites.before(event) : undefined;
    if (agent === undefined || author.kind === 'gateway') return author;
    const name = `${agent.session ?? 'an agent'} with its tool ${agent.tool}`;
    const { session, setsPolicy } = agent;
    return { ...author, kind: 'agent', name, session, setsPolicy };
  }

  /** Other records may tell of the same write. */
  #note(event: Change, author: Author, risks: readonly Risk[]): void {
    const key = author.kind === 'gateway' || risks.length === 0 ? null : keyOf(author, risks);
    this.#writes.add(event, { time: event.time, author, paths: event.paths.slice(0, 20), key });
  }

  #tell(
    event: Change,
    author: Author,
    {
      risks,
      key,
      isNews,
    }: { readonly risks: readonly Risk[]; readonly key: string; readonly isNews: boolean },
  ): void {
    const sessions = author.session === null ? [] : [author.session];
    const episode = this.#book.add(key, event, { count: isNews ? 1 : 0, entities: { sessions } });
    const story = this.#story(event, episode, { author, risks });
    const posture = this.#context.posture(event.gateway);
    const dangers = posture === undefined ? [] : dangersOf(story.paths, posture);
    episode.report(changed({ episode, event, story, dangers }));
  }

  #story(
    event: Change,
    episode: Episode,
    { author, risks }: { readonly author: Author; readonly risks: readonly Risk[] },
  ): Story {
    const key = inGateway(event.gateway, episode.key);
    const known = this.#stories.get(key);
    const before = known?.since === episode.openedAt ? known : undefined;
    const paths = risks.map(({ path }) => path.slice(0, 120));
    const story = {
      since: episode.openedAt,
      author: before === undefined || author.kind === 'agent' ? author : before.author,
      area: before?.area ?? areaOf(risks),
      paths: exactest([...(before?.paths ?? []), ...paths]).slice(0, 20),
      sure: before?.sure === true || risks.some(({ sure }) => sure),
      doubts: before?.doubts.length ? before.doubts : this.#doubts(event, author, areaOf(risks)),
    };
    this.#stories.set(key, story);
    return story;
  }

  #doubts(event: Change, author: Author, area: Area): readonly string[] {
    const age = this.#newDevices.age(event.gateway, author.device, event.time);
    const loosened =
      area === 'records' &&
      areas.some((other) => other !== area && this.#isOpen(event, `${other} ${nameOf(author)}`));
    return [
      ...(age === undefined ? [] : [`its device was paired ${formatDuration(Math.max(1000, age))} before`]),
      ...(loosened ? ['the same author changed protecting settings within the hour before'] : []),
    ];
  }

  #isOpen({ gateway, time }: Change, key: string): boolean {
    return this.#book.open(key, gateway, time)?.severity !== undefined;
  }

  #wiped(event: Change): void {
    const episode = this.#book.add('wiped', event);
    episode.report(wiped(episode, event));
  }
}

/** Of a whole section, a command that sets the exec policy tells which part changed. */
function asSureAs({ setsPolicy }: Author, risks: readonly Risk[]): readonly Risk[] {
  return setsPolicy ? risks.map((risk) => ({ ...risk, sure: risk.sure || risk.area === 'limits' })) : risks;
}

function keyOf(author: Author, risks: readonly Risk[]): string {
  return `${areaOf(risks)} ${nameOf(author)}`;
}

function areaOf(risks: readonly Risk[]): Area {
  const rank = risks.some(({ sure }) => sure) ? risks.filter(({ sure }) => sure) : risks;
  return areas.find((area) => rank.some((risk) => risk.area === area)) ?? 'limits';
}

/** Clients whose address and device are not known are one. */
function nameOf({ kind, name, ip, device }: Author): string {
  return kind === 'client' ? `client ${ip ?? device ?? ''}` : `${kind} ${name}`;
}

/** Without sections of which a part is named as well. */
function exactest(paths: readonly string[]): readonly string[] {
  const all = [...new Set(paths)];
  return all.filter((path) => !all.some((other) => other.startsWith(`${path}.`)));
}
