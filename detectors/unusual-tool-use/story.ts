import {
  type AuditEvent,
  bySeverity,
  type DetectorContext,
  type Episode,
  type Episodes,
  inGateway,
  isAlert,
  isWorse,
  type Memory,
} from '../../src/detector-kit/index.ts';
import { bounded } from './conditions.ts';
import { callsOfBoth, withoutCall, withRun } from './deeds.ts';
import type { Sign } from './sign.ts';
import { reportOf } from './wording.ts';

/** The signs of an open episode, worst first. */
type Story = {
  openedAt: number;
  saidAt: number;
  signs: Sign[];
};

const mostSigns = 12;

/** One finding for each session: what is unusual about it, sign by sign. */
export class Stories {
  readonly #episodes: Episodes;
  readonly #stories: Memory<Story>;
  readonly #gap: number;
  /** When each was told last, the longest silent first: whose episode is over is forgotten. */
  readonly #toldAt = new Map<string, number>();

  constructor({ episodes, memory }: DetectorContext<unknown>, gap: number) {
    this.#episodes = episodes('sessions', { gap, keys: 20_000 });
    this.#stories = memory('stories', { max: 20_000 });
    this.#gap = gap;
  }

  /** Counts the event and says what is known; returns true when the session is flagged. */
  tell(key: string, event: AuditEvent, signs: readonly Sign[], before: readonly AuditEvent[] = []): boolean {
    for (const earlier of before) this.#episodes.add(key, earlier);
    const episode = this.#episodes.add(key, event);
    const story = this.#storyOf(key, event.gateway, episode);
    this.#forgetOld(inGateway(event.gateway, key), event.time);
    const changed = signs.map((sign) => merge(story, sign)).some(Boolean);
    if (changed || episode.count < 100 || episode.count >= story.saidAt * 1.1) {
      story.saidAt = episode.count;
      episode.report(reportOf(key, episode, story.signs));
    }
    return story.signs.some(({ rule, severity }) => rule !== 'unusual-run' && isAlert(severity));
  }

  /** The call did not do what its arguments said: who only tried is told more mildly, in true words. */
  refuse(key: string, event: AuditEvent<'toolExecution'>): void {
    const { callId, gateway, time } = event;
    if (callId === undefined) return;
    const story = this.#stories.get(inGateway(gateway, key));
    const episode = this.#episodes.open(key, gateway, time);
    if (!story || episode?.openedAt !== story.openedAt) return;
    if (!story.signs.some(({ calls }) => calls?.includes(callId))) return;
    story.signs = withoutCall(story.signs, callId).sort(bySeverity);
    this.#episodes.add(key, event, { count: 0 });
    episode.report(reportOf(key, episode, story.signs), { isCorrection: true });
  }

  /** The call did what its arguments said. */
  ran(key: string, { callId, gateway }: AuditEvent<'toolExecution'>): void {
    if (callId === undefined) return;
    const story = this.#stories.get(inGateway(gateway, key));
    if (story) story.signs = withRun(story.signs, callId);
  }

  #forgetOld(name: string, time: number): void {
    this.#toldAt.delete(name);
    this.#toldAt.set(name, time);
    for (const [other, at] of this.#toldAt) {
      if (time - at <= this.#gap) return;
      this.#toldAt.delete(other);
      this.#stories.delete(other);
    }
  }

  #storyOf(key: string, gateway: string, { openedAt }: Episode): Story {
    const name = inGateway(gateway, key);
    const known = this.#stories.get(name);
    if (known?.openedAt === openedAt) return known;
    const story: Story = { openedAt, saidAt: 0, signs: [] };
    this.#stories.set(name, story);
    return story;
  }
}

/** True when the sign is new or worse than before. */
function merge(story: Story, sign: Sign): boolean {
  const at = story.signs.findIndex(({ rule, subject }) => rule === sign.rule && subject === sign.subject);
  const known = story.signs[at];
  if (known === undefined) {
    story.signs = [...story.signs, sign].sort(bySeverity).slice(0, mostSigns);
    return true;
  }
  if (sign.rule === 'unusual-run' && (sign.seen ?? 0) <= (known.seen ?? 0)) return false;
  const rises = isWorse(sign.severity, known.severity);
  story.signs[at] = { ...joined(known, sign), severity: rises ? sign.severity : known.severity };
  if (rises) story.signs.sort(bySeverity);
  return rises || sign.rule === 'unusual-run';
}

/** The newer one, with all that carried either. */
function joined(known: Sign, sign: Sign): Sign {
  const both = { ...sign, ...callsOfBoth(known, sign) };
  if (!sign.conditions || sign.rule === 'unusual-run') return both;
  return { ...both, conditions: bounded([...(known.conditions ?? []), ...sign.conditions]) };
}
