import type { JsonObject } from '../../../model/json.ts';
import { textIn } from '../../json-object.ts';
import { claimOf } from '../keyed-text.ts';

/** `<label> <mode> v<version>`; the label may hold spaces. */
export function clientOf(text: string | undefined) {
  if (text === undefined) return {};
  const versionAt = text.lastIndexOf(' v');
  if (versionAt < 0) return { client: claimOf(text) };
  const label = text.slice(0, versionAt);
  const modeAt = label.lastIndexOf(' ');
  return {
    client: claimOf(modeAt < 0 ? label : label.slice(0, modeAt)),
    mode: modeAt < 0 ? undefined : claimOf(label.slice(modeAt + 1)),
    version: claimOf(text.slice(versionAt + 2)),
  };
}

/** The same from structured fields, which win over text. */
export function claimsIn(fields: JsonObject | undefined) {
  return {
    client: textIn(fields, 'client'),
    mode: textIn(fields, 'mode'),
    version: textIn(fields, 'version'),
    platform: textIn(fields, 'platform'),
    instance: textIn(fields, 'instanceId'),
    origin: textIn(fields, 'origin'),
    host: textIn(fields, 'host'),
    userAgent: textIn(fields, 'userAgent'),
    forwardedFor: textIn(fields, 'forwardedFor'),
  };
}
