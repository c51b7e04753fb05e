import type { Episode } from '../../src/detector-kit/index.ts';
import { attemptsOf, type ClientEvent } from './client.ts';
import { foreignOrigin } from './origin.ts';
import type { Refusal } from './refusal.ts';

/** What happened, from harmless to worst. */
export const kinds = [
  'slow',
  'repeated',
  'unlogged',
  'past-limiter',
  'web-page',
  'nearby',
  'inside',
] as const;
export type Kind = (typeof kinds)[number];

/** How somebody got in. */
export type Entry = {
  readonly how: string;
  readonly time: number;
  /** Wrong credentials before it. */
  readonly guesses: number;
  readonly device: string | null;
  /** What makes it less than certain; `null` when nothing does. */
  readonly doubt: string | null;
  /** The address had got in before the guessing began. */
  readonly known: boolean;
};

/** What an episode does not keep: its attempts by what they were. */
export type Story = {
  /** When its episode opened: another one has another story. */
  readonly since: number;
  readonly last: number;
  readonly guesses: number;
  /** Guesses whose address nobody merely claimed. */
  readonly recorded: number;
  readonly limited: number;
  readonly hook: number;
  /** Guesses by a web page from elsewhere, and the page. */
  readonly foreign: number;
  readonly page: string | null;
  readonly reasons: readonly (readonly [reason: string, count: number])[];
  readonly methods: readonly string[];
  readonly clients: readonly string[];
  readonly kind: Kind | null;
  readonly entry: Entry | null;
};

export function newStory({ openedAt }: Episode): Story {
  return { ...empty, since: openedAt, last: openedAt };
}

/** The story with one more refusal in it. */
export function told(story: Story, event: ClientEvent, refusal: Refusal): Story {
  const count = attemptsOf(event);
  const guesses = refusal === 'guess' ? count : 0;
  const page = guesses > 0 ? foreignOrigin(event) : undefined;
  return {
    ...story,
    last: Math.max(story.last, event.time),
    guesses: story.guesses + guesses,
    recorded: story.recorded + (event.trust === 'recorded' ? guesses : 0),
    limited: story.limited + (refusal === 'limited' ? count : 0),
    hook: story.hook + (refusal === 'hook' ? count : 0),
    foreign: story.foreign + (page === undefined ? 0 : count),
    page: page ?? story.page,
    reasons: counted(story.reasons, event.reason ?? 'no reason given', count),
    methods: listed(story.methods, event.method),
    clients: listed(story.clients, nameOf(event)),
  };
}

/** Of a worse kind, if it is worse; the first certain entry stays. */
export function raised(story: Story, kind: Kind, entry: Entry | undefined): Story {
  const worse = story.kind === null || kinds.indexOf(kind) > kinds.indexOf(story.kind);
  const uncertain = story.entry === null || story.entry.doubt !== null;
  return {
    ...story,
    kind: worse ? kind : story.kind,
    entry: worse || (kind === story.kind && uncertain) ? (entry ?? story.entry) : story.entry,
  };
}

const empty: Story = {
  since: 0,
  last: 0,
  guesses: 0,
  recorded: 0,
  limited: 0,
  hook: 0,
  foreign: 0,
  page: null,
  reasons: [],
  methods: [],
  clients: [],
  kind: null,
  entry: null,
};

function counted(reasons: Story['reasons'], reason: string, count: number): Story['reasons'] {
  const word = short(reason);
  const known = reasons.some(([name]) => name === word);
  if (known) return reasons.map(([name, sum]) => [name, name === word ? sum + count : sum] as const);
  return reasons.length < 6 ? [...reasons, [word, count] as const] : reasons;
}

function listed(names: readonly string[], name: string | undefined): readonly string[] {
  if (name === undefined || name === '') return names;
  const word = short(name);
  return names.length < 5 && !names.includes(word) ? [...names, word] : names;
}

function nameOf({ client, mode, userAgent }: ClientEvent): string | undefined {
  return client === undefined ? userAgent : [client, mode].filter(Boolean).join(' ');
}

const short = (text: string): string => text.slice(0, 60).replace(/\p{Cc}/gu, '');
