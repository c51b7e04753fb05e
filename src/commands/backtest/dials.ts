import { z } from 'zod';
import type { EnabledDetector } from '../../engine/engine.ts';
import type { Thresholds } from '../../reporters/backtest/backtest-report.ts';

/** One numeric option of a detector, or all of them together, as a thing to turn up. */
export interface Dial {
  readonly names: readonly string[];
  /** What they are set to. */
  readonly from: Thresholds;
  /** So many times as high, as far as the detector allows. */
  at(factor: number): Thresholds;
}

/** What to try, and when none of it does, what to try next: each threshold, each two of them, all of them. */
export function dialsOf(enabled: EnabledDetector): readonly (readonly Dial[])[] {
  const options = numericOptions(enabled);
  const pairs = options.flatMap((one, index) => options.slice(index + 1).map((other) => [one, other]));
  const stages = [options.map((option) => [option]), pairs, options.length > 2 ? [options] : []];
  return stages.map((stage) => stage.map(dialOf));
}

interface NumericOption {
  readonly name: string;
  readonly value: number;
  readonly most: number;
}

interface Property {
  readonly type?: string;
  readonly maximum?: number;
  /** False of a number that decides what is counted, not how much is too much. */
  readonly threshold?: boolean;
}

/** Durations are written as text, so that windows are not among them. */
function numericOptions({ detector, options }: EnabledDetector): readonly NumericOption[] {
  const { properties = {} } = z.toJSONSchema(detector.options, { io: 'input', unrepresentable: 'any' });
  const values = options as { readonly [name: string]: unknown };
  return Object.entries(properties as { readonly [name: string]: Property }).flatMap(([name, property]) => {
    const { type, threshold = true, maximum = Number.MAX_SAFE_INTEGER } = property;
    const value = values[name];
    const isNumber = type === 'number' || type === 'integer';
    return isNumber && threshold && typeof value === 'number' ? [{ name, value, most: maximum }] : [];
  });
}

/** One of several that were turned together, to be turned anew while the others stay there. */
export function easedDial(dial: Dial, to: Thresholds, name: string): Dial {
  const most = to[name] ?? 0;
  const at = (factor: number) => ({ ...to, [name]: Math.min(most, dial.at(factor)[name] ?? most) });
  return { ...dial, at };
}

function dialOf(options: readonly NumericOption[]): Dial {
  const at = (factor: number) =>
    Object.fromEntries(
      options.map(({ name, value, most }) => [name, Math.min(most, Math.round(value * factor))]),
    );
  return {
    names: options.map(({ name }) => name),
    from: Object.fromEntries(options.map(({ name, value }) => [name, value])),
    at,
  };
}
