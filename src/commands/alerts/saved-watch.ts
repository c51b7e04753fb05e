import { homedir } from 'node:os';
import { readSavedAlerts, type SavedAlerts } from '../../alerts/saved-alerts.ts';
import type { Json, JsonObject } from '../../model/json.ts';
import { stateFolder } from '../../state/state-folder.ts';
import type { RawOptions } from '../options.ts';

/** The record in which a watch keeps what waits. */
export const watchRecord = 'follow';

export function watchFolder({ stateDir }: RawOptions): string {
  return stateFolder(stateDir, process.env, homedir());
}

/** What a watch left; nothing when there was none. */
export function alertsIn(saved: Json | undefined): SavedAlerts {
  return readSavedAlerts(asObject(saved)['alerts']) ?? { sinks: [] };
}

export function withAlerts(saved: Json | undefined, alerts: SavedAlerts): Json {
  return { ...asObject(saved), alerts: alerts as unknown as Json };
}

function asObject(json: Json | undefined): JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? (json as JsonObject) : {};
}
