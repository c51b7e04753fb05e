import { AlertDesk } from '../../alerts/alert-desk.ts';
import { coverageLine } from '../../reporters/coverage-words.ts';
import { peopleTime } from '../../reporters/people-time.ts';
import { FollowEvidence } from '../../sources/follow/follow-evidence.ts';
import { alertSinks } from '../alert-sinks.ts';
import type { ReportRequest } from '../build-report.ts';
import { oldestOf } from '../evidence-request.ts';
import type { RawOptions } from '../options.ts';
import { readConfigs } from '../read-evidence.ts';
import { choiceOf, evidenceOf, spanOf } from '../request.ts';
import type { RunSettings } from '../settings.ts';
import { LiveClock } from './live-clock.ts';
import type { LivePrinter } from './live-printer.ts';
import { openAgain } from './open-again.ts';
import { say } from './say.ts';
import { StatusLine } from './status-line.ts';
import { Watch } from './watch.ts';
import type { SavedWatch, WatchRecord } from './watch-record.ts';

export interface Start {
  readonly paths: readonly string[];
  readonly options: RawOptions;
  readonly settings: RunSettings;
  readonly printer: LivePrinter;
  readonly record: WatchRecord | undefined;
  readonly saved: SavedWatch | undefined;
}

/** Opens the evidence where the last watch left it, or with its history. */
export async function startWatch({
  paths,
  options,
  settings,
  printer,
  record,
  saved,
}: Start): Promise<Watch> {
  const { now, since: asked } = spanOf(options);
  const since = asked ?? saved?.since ?? now;
  const clock = new LiveClock(now);
  const request = requestOf(paths, options, settings, since);
  const known = resumable(saved, settings.settingsHash);
  const follow = await FollowEvidence.open({
    open: openAgain(request.evidence),
    ...(known.evidence && { saved: known.evidence.follow }),
  });
  const configs = await readConfigs(follow.opened, { gateway: options.gateway });
  const { trustedProxies } = settings;
  return new Watch({
    request,
    follow,
    clock,
    configs,
    record,
    saved: known,
    desk: new AlertDesk({
      sinks: alertSinks(settings.alerts),
      saved: known.alerts,
      now: () => clock.now(),
      random: Math.random,
    }),
    since,
    live: {
      gateway: options.gateway,
      kind: options.input,
      oldest: oldestOf(request.evidence),
      trustedProxies: (gateway) => trustedProxies ?? configs.configs.get(gateway)?.trustedProxies,
    },
    status: new StatusLine(process.stderr, !options.quiet),
    hear: (finding, news) => printer.finding(finding, news),
    onGap: (gap) => printer.gap(gap, clock.now()),
    onStart: (report) => {
      const seen = coverageLine(report.coverage, peopleTime(options.utc ?? false));
      if (!options.quiet) for (const line of [seen].flat()) say(line);
    },
  });
}

function requestOf(
  paths: readonly string[],
  options: RawOptions,
  settings: RunSettings,
  since: number,
): ReportRequest {
  return {
    ...settings,
    evidence: { ...evidenceOf(paths, options, settings.trustedProxies), since },
    choice: { ...choiceOf(options), since },
  };
}

/** Under other settings the memory means something else: the evidence is read anew, and what was told stays told. */
function resumable(saved: SavedWatch | undefined, settingsHash: string): Partial<SavedWatch> {
  if (!saved || saved.settingsHash === settingsHash) return saved ?? {};
  say('the settings have changed since the last watch: its evidence is read again from the start');
  return { told: saved.told, alerts: saved.alerts };
}
