import { z } from 'zod';
import { formatDuration } from '../facts/duration.ts';
import type { Detector } from '../model/detector.ts';

export interface DocumentedOption {
  readonly name: string;
  /** As a user would write it in the settings file. */
  readonly preset: string;
  readonly meaning: string;
}

interface Property {
  readonly type?: string;
  readonly default?: unknown;
  readonly description?: string;
}

/** What the settings file may say about a detector, read from its schema. */
export function optionsOf({ options }: Detector): DocumentedOption[] {
  const { properties = {} } = z.toJSONSchema(options, { io: 'input', unrepresentable: 'any' });
  const presets = options.parse({}) as { readonly [name: string]: unknown };
  return Object.entries(properties as { readonly [name: string]: Property }).map(([name, property]) => ({
    name,
    preset: written(property, presets[name]),
    meaning: property.description ?? '',
  }));
}

function written({ type, default: preset }: Property, parsed: unknown): string {
  if (preset !== undefined) return typeof preset === 'string' ? preset : JSON.stringify(preset);
  return type === 'string' && typeof parsed === 'number'
    ? formatDuration(parsed)
    : (JSON.stringify(parsed) ?? 'none');
}
