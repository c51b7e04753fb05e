import { DatabaseFollower } from '../../sources/database/database-follower.ts';
import { FollowEvidence } from '../../sources/follow/follow-evidence.ts';
import type { ReportRequest } from '../build-report.ts';
import { oldestOf, placesOf } from '../evidence-request.ts';
import type { RawOptions } from '../options.ts';
import { choiceOf, evidenceOf, spanOf } from '../request.ts';
import type { RunSettings } from '../settings.ts';
import { LedgerPoll } from './ledger-poll.ts';
import { LiveClock } from './live-clock.ts';
import type { LiveOptions, SavedEvidence } from './live-evidence.ts';
import { LiveSettings } from './live-settings.ts';
import { openAgain } from './open-again.ts';
import { say } from './say.ts';

/** Evidence that grows, opened where it was left, or with its history. */
export interface Live {
  readonly request: ReportRequest;
  readonly follow: FollowEvidence;
  readonly clock: LiveClock;
  readonly live: Omit<LiveOptions, 'onGap'>;
}

export interface OpenLive {
  readonly paths: readonly string[];
  readonly options: RawOptions;
  readonly settings: RunSettings;
  /** What is older is history: it warms the memory, and nobody is told. */
  readonly since: number;
  readonly saved?: SavedEvidence | undefined;
  /** Where copies of databases are kept; the folder for temporary files. */
  readonly copies?: string | undefined;
}

/** Milliseconds between two looks at a database; a copy that takes long makes it longer. */
const databaseLook = 300;

export async function openLive({ paths, options, settings, since, saved, copies }: OpenLive): Promise<Live> {
  const { trustedProxies, proxyHosts } = settings;
  const evidence = { ...evidenceOf(paths, options, settings), since, databases: 'listed' as const };
  const request = { ...settings, evidence, choice: { ...choiceOf(options), since } };
  const clock = new LiveClock(spanOf(options).now);
  const open = openAgain(evidence);
  const follow = await FollowEvidence.open({
    open,
    watch: true,
    folders: await placesOf(evidence),
    ...(saved && { saved: saved.follow }),
  });
  const { gateway } = options;
  const ofGateways = new LiveSettings({ gateway, trustedProxies, now: () => clock.now() });
  await ofGateways.look(follow.opened.gateways, () => {});
  const oldest = oldestOf(evidence);
  const every = options.pollLedger;
  const live = {
    follow,
    clock,
    oldest,
    databases: new DatabaseFollower({
      every: databaseLook,
      now: () => clock.now(),
      oldest,
      transcripts: options.transcripts,
      folder: copies,
      ...(saved && { saved: saved.databases }),
    }),
    ...(every && { ledger: new LedgerPoll({ every, oldest, saved: saved?.ledger, onProblem: say }) }),
    settings: ofGateways,
    gateway,
    kind: options.input,
    proxyHosts,
  };
  return { request, follow, clock, live };
}
