import { homedir } from 'node:os';
import { AlertDesk } from '../../alerts/alert-desk.ts';
import { readSavedAlerts } from '../../alerts/saved-alerts.ts';
import { coverageLine } from '../../reporters/coverage-words.ts';
import { peopleTime } from '../../reporters/people-time.ts';
import { archiveRoot } from '../../state/archive-folder.ts';
import type { Learned } from '../../state/learned/learned.ts';
import { stateFolder } from '../../state/state-folder.ts';
import { alertSinks } from '../alert-sinks.ts';
import { recalling } from '../learned/recalling.ts';
import type { RawOptions } from '../options.ts';
import { refuseStateBesideEvidence } from '../refuse-state.ts';
import { spanOf } from '../request.ts';
import type { RunSettings } from '../settings.ts';
import { ArchiveFeed } from './archive/archive-feed.ts';
import { copiesFolder } from './copies-folder.ts';
import type { LiveClock } from './live-clock.ts';
import type { LivePrinter } from './live-printer.ts';
import { openLive } from './open-live.ts';
import { say } from './say.ts';
import { StatusLine } from './status-line.ts';
import { Watch } from './watch.ts';
import type { SavedWatch, WatchRecord } from './watch-record.ts';
import { refuseStateOfAnother, watchedPlaces } from './watched-places.ts';

export interface Start {
  readonly paths: readonly string[];
  readonly options: RawOptions;
  readonly settings: RunSettings;
  readonly printer: LivePrinter;
  readonly record: WatchRecord | undefined;
  readonly saved: SavedWatch | undefined;
  readonly learned: Learned;
}

/** A watch that goes on where the last one ended. */
export async function startWatch({ printer, record, saved, learned, ...start }: Start): Promise<Watch> {
  const { options, settings } = start;
  const { now, since: asked } = spanOf(options);
  const since = asked ?? saved?.since ?? now;
  const known = resumable(saved, settings.settingsHash);
  const folder = stateFolder(options.stateDir, process.env, homedir());
  const copies = record && (await copiesFolder(folder));
  const live = await openLive({ ...start, since, saved: known.evidence, copies });
  const { gateways } = live.follow.opened;
  await refuseStateBesideEvidence(options.stateDir, gateways);
  const places = watchedPlaces(start.paths, gateways);
  refuseStateOfAnother(options.stateDir, saved?.places, places);
  const { clock } = live;
  const feed = record && feedOf(start, { folder, clock });
  const sinks = alertSinks(settings.alerts);
  const watch: Watch = new Watch({
    ...live,
    live: { ...live.live, feed },
    places,
    since,
    record,
    saved: known,
    recall: (engine) => recalling(engine, settings.detectors, learned.books),
    desk: new AlertDesk({
      sinks,
      saved: readSavedAlerts(known.alerts),
      now: () => clock.now(),
      random: Math.random,
      pulse: () => ({ events: watch.figures().events, lastEvent: clock.newest }),
    }),
    status: new StatusLine(process.stderr, !options.quiet),
    hear: (finding, news) => printer.finding(finding, news),
    heartbeat: {
      every: options.heartbeat,
      tell: () => printer.heartbeat(watch.figures(), clock.now()),
    },
    onGap: (gap) => printer.gap(gap, clock.now()),
    onSight: ({ coverage }) => {
      if (!options.quiet) say(coverageLine(coverage, peopleTime(options.utc ?? false)));
    },
  });
  return watch;
}

/** What comes through a pipe cannot be read again: there is no position to keep, and nothing is. */
function feedOf(
  { paths, options, settings }: Pick<Start, 'paths' | 'options' | 'settings'>,
  { folder, clock }: { readonly folder: string; readonly clock: LiveClock },
) {
  const root = archiveRoot(folder, { paths, profile: options.profile });
  return new ArchiveFeed({ root, keep: settings.daily.keep, clock, say });
}

/** Under other settings the memory means something else: the evidence is read anew, and what was told stays told. */
function resumable(saved: SavedWatch | undefined, settingsHash: string): Partial<SavedWatch> {
  if (!saved || saved.settingsHash === settingsHash) return saved ?? {};
  say('the settings have changed since the last watch: its evidence is read again from the start');
  const { told, incidents, alerts } = saved;
  return { told, alerts, ...(incidents && { incidents }) };
}
