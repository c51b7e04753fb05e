import { z } from 'zod';
import { duration } from '../../facts/duration-option.ts';
import type { SinkKind } from '../../model/alert.ts';
import { noticeJson } from '../notice-json.ts';
import { programEnvironment } from '../program-environment.ts';
import { runProgram } from '../run-program.ts';

const options = z.strictObject({
  command: z.array(z.string()).min(1, 'expected a program and its arguments'),
  timeout: duration.prefault('10s'),
  /** Names of variables that it may see besides the usual ones. */
  env: z.array(z.string()).default([]),
});

/** Runs a program with the notice as JSON on its standard input, never through a shell. */
export const exec: SinkKind<z.infer<typeof options>> = {
  kind: 'exec',
  options,
  open({ command, timeout, env: names }, surroundings) {
    const env = programEnvironment(surroundings, names);
    return (notice, signal) =>
      runProgram({ command, input: `${noticeJson(notice)}\n`, env, timeout }, signal);
  },
};
