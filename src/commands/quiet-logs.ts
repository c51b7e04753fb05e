import { latest } from '../facts/latest.ts';
import { hidesLines, levelSettles } from '../facts/log-level.ts';
import { releaseOf } from '../facts/release.ts';
import type { QuietLog } from '../model/coverage.ts';
import type { GatewayConfig } from '../sources/gateway-config.ts';
import type { EvidenceSource, ReadEvidence } from './read-evidence.ts';

type Quiet = Omit<QuietLog, 'gateway'>;

/** The logs that leave out lines of level info by now, as settings, changes of them, and the lines since then tell. */
export function quietLogs({ gateways, sources, configs }: ReadEvidence): readonly QuietLog[] {
  const names = [...new Set([...gateways, ...configs.keys()])];
  return names.flatMap((name) => {
    const own = sources.filter(({ gateway }) => gateway === name);
    const config = configs.get(name);
    // What a gateway prints has a level of its own.
    if (own.some(({ kind }) => kind === 'console')) return [];
    const quiet = config === undefined ? asLinesTell(own) : asSettingsSay(config, own);
    return quiet === undefined ? [] : { ...quiet, gateway: names.length > 1 ? name : null };
  });
}

function asSettingsSay(config: GatewayConfig, sources: readonly EvidenceSource[]): Quiet | undefined {
  const { logLevel = 'info' } = config.posture;
  if (!hidesLines(logLevel, 'info') || ignoresLevel(config)) return undefined;
  return { level: logLevel, since: silentSince(sources) };
}

/** A log that had such lines, until its level was changed. */
function asLinesTell(sources: readonly EvidenceSource[]): Quiet | undefined {
  const since = silentSince(sources);
  return since !== null && lastInfoLine(sources) !== null ? { level: null, since } : undefined;
}

/** When the level was changed, if no line of level info came after that. */
function silentSince(sources: readonly EvidenceSource[]): number | null {
  const changed = latest(sources.map(({ seen }) => seen.levelChanged));
  const infoLine = lastInfoLine(sources);
  return changed !== null && infoLine !== null && infoLine >= changed + levelSettles ? null : changed;
}

function lastInfoLine(sources: readonly EvidenceSource[]): number | null {
  return latest(sources.map(({ seen }) => seen.infoLine));
}

/** Gateways up to 2026.2 write the lines of most of their parts whatever the level says. */
function ignoresLevel({ version = '' }: GatewayConfig): boolean {
  const release = releaseOf(version);
  return release > 0 && release <= 2026_02;
}
