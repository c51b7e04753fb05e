import { z } from 'zod';
import { networks } from '../facts/address.ts';
import { defined } from '../facts/defined.ts';
import type { SinkKind } from '../model/alert.ts';
import type { Detector } from '../model/detector.ts';
import { dailySchema } from './daily-settings.ts';
import { type Problem, problemsOf, suggestion } from './problem.ts';
import { readAlerts } from './read-alerts.ts';
import { readDetectors } from './read-detectors.ts';
import type { Settings } from './settings.ts';
import { suppressionSchema } from './suppression.ts';

const schema = z.strictObject({
  detectors: z.record(z.string(), z.unknown()).default({}),
  trustedProxies: z.array(z.string().superRefine(checkNetwork)).optional(),
  proxyHosts: z.array(z.string().min(1).max(255)).optional(),
  suppress: z.array(suppressionSchema).default([]),
  alerts: z.array(z.unknown()).default([]),
  daily: dailySchema.prefault({}),
});

export interface ReadSettings {
  readonly settings?: Settings;
  readonly problems: readonly Problem[];
}

/** What the settings may speak of. */
export interface Known {
  readonly detectors: readonly Detector[];
  readonly sinks: readonly SinkKind[];
}

/** Checks the settings of every room; a problem in one hides none in another. */
export function readSettings(written: unknown, { detectors, sinks }: Known): ReadSettings {
  const { data, error } = schema.safeParse(written);
  const { settings, problems: ofDetectors } = readDetectors(detectorsIn(written), detectors);
  const { settings: alerts, problems: ofAlerts } = readAlerts(alertsIn(written), sinks);
  const problems = [
    ...problemsOf(error?.issues ?? [], namesAt),
    ...ofDetectors,
    ...ofAlerts,
    ...(data?.suppress ?? []).flatMap(({ detector }, index) => unknownDetector(detector, index, detectors)),
  ];
  if (data === undefined) return { problems };
  return { settings: { ...defined(data), detectors: settings, alerts }, problems };
}

function namesAt(path: readonly PropertyKey[]): readonly string[] {
  if (path[0] === 'suppress') return Object.keys(suppressionSchema.shape);
  return Object.keys(path[0] === 'daily' ? dailySchema.shape : schema.shape);
}

/** What stands under `detectors`, also when something else is wrong. */
function detectorsIn(written: unknown): object {
  if (typeof written !== 'object' || written === null || !Object.hasOwn(written, 'detectors')) return {};
  const { detectors } = written as { readonly detectors: unknown };
  return typeof detectors === 'object' && detectors !== null && !Array.isArray(detectors) ? detectors : {};
}

function alertsIn(written: unknown): readonly unknown[] {
  if (typeof written !== 'object' || written === null || !Object.hasOwn(written, 'alerts')) return [];
  const { alerts } = written as { readonly alerts: unknown };
  return Array.isArray(alerts) ? alerts : [];
}

function unknownDetector(
  id: string | undefined,
  index: number,
  detectors: readonly Detector[],
): readonly Problem[] {
  const ids = detectors.map(({ meta }) => meta.id);
  if (id === undefined || ids.includes(id)) return [];
  const message = `suppress[${index}].detector: unknown detector "${id}"${suggestion(id, ids)}`;
  return [{ path: ['suppress', index, 'detector'], message }];
}

function checkNetwork(text: string, context: z.RefinementCtx): void {
  try {
    networks([text]);
  } catch (error) {
    context.addIssue({
      code: 'custom',
      message: error instanceof RangeError ? error.message : 'expected a network',
    });
  }
}
