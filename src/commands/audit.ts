import type { AuditReport } from '../model/report.ts';
import type { RawOptions } from './options.ts';
import { defaultOptions } from './options.ts';
import { reportOf } from './report.ts';

/** As on the command line, spelled in camel case; what is left out has the command line's default. */
export type AuditOptions = Partial<Omit<RawOptions, 'format' | 'output' | 'follow'>>;

/** Reads evidence and reports on it, as the command does. Throws an `AuditError` for wrong options and missing evidence. */
export function audit(paths: readonly string[], options: AuditOptions = {}): Promise<AuditReport> {
  return reportOf(paths, { ...defaultOptions(), ...options });
}
