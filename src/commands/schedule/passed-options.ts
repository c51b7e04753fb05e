import { resolve } from 'node:path';
import { AuditError } from '../audit-error.ts';
import type { RawOptions } from '../options.ts';

/** The words of the command line that mean the same every day. */
export function passedOptions(options: RawOptions): readonly string[] {
  refuseMomentary(options);
  const { config, format, minSeverity, detector, skip, transcripts, utc, quiet, verbose } = options;
  return [
    ...named(options, ['gateway', 'profile', 'input', 'agent', 'session', 'channel', 'actor', 'ip', 'tool']),
    ...(config === undefined ? [] : ['--config', resolve(config)]),
    ...(format === 'table' ? [] : ['--format', format]),
    ...(minSeverity === 'low' ? [] : ['--min-severity', minSeverity]),
    ...detector.flatMap((id) => ['--detector', id]),
    ...skip.flatMap((id) => ['--skip', id]),
    ...(transcripts ? [] : ['--no-transcripts']),
    ...flags({ utc, quiet, verbose }),
  ];
}

type TextOption = 'gateway' | 'profile' | 'input' | 'agent' | 'session' | 'channel' | 'actor' | 'ip' | 'tool';

function named(options: RawOptions, names: readonly TextOption[]): readonly string[] {
  return names.flatMap((name) => {
    const value = options[name];
    return value === undefined ? [] : [`--${name}`, value];
  });
}

function flags(given: { readonly [name: string]: boolean | undefined }): readonly string[] {
  return Object.entries(given).flatMap(([name, set]) => (set ? [`--${name}`] : []));
}

/** What is true of one run only. */
function refuseMomentary({ since, until, now, output, failOn, requireComplete, follow }: RawOptions): void {
  const momentary = {
    since,
    until,
    now,
    output,
    'fail-on': failOn,
    'require-complete': requireComplete,
    follow,
  };
  const [given] = Object.entries(momentary).find(([, value]) => value !== undefined) ?? [];
  if (given !== undefined) throw new AuditError('USAGE', `--${given} has no meaning in a schedule`);
}
