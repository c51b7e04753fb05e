import { z } from 'zod';
import { duration } from '../../facts/duration-option.ts';
import type { SinkKind } from '../../model/alert.ts';
import { escaped } from '../escaped.ts';
import { messageText } from '../message.ts';
import { programEnvironment } from '../program-environment.ts';
import { runProgram } from '../run-program.ts';

const options = z.strictObject({
  command: z.array(z.string()).min(1).default(['openclaw']),
  channel: z.string().min(1).optional(),
  target: z.string().min(1),
  account: z.string().min(1).optional(),
  thread: z.string().min(1).optional(),
  timeout: duration.prefault('60s'),
  env: z.array(z.string()).default([]),
});
type Options = z.infer<typeof options>;

/** Sends through a channel of the gateway itself, with `openclaw message send`. */
export const openclaw: SinkKind<Options> = {
  kind: 'openclaw',
  options,
  open(settings, surroundings) {
    const own = Object.keys(surroundings.env).filter((name) => name.startsWith('OPENCLAW_'));
    const env = programEnvironment(surroundings, [...own, ...settings.env]);
    return (notice, signal) => {
      const command = [...settings.command, 'message', 'send', ...flags(settings, messageText(notice))];
      return runProgram({ command, input: '', env, timeout: settings.timeout }, signal);
    };
  },
};

/** Each in one word with its value, so that no value can pose as an option. */
function flags({ channel, target, account, thread }: Options, text: string): readonly string[] {
  return [
    ...(channel === undefined ? [] : [`--channel=${channel}`]),
    `--target=${target}`,
    ...(account === undefined ? [] : [`--account=${account}`]),
    ...(thread === undefined ? [] : [`--thread-id=${thread}`]),
    `--message=${asBlock(text)}`,
  ];
}

const mostCharacters = 1800;

/** Channels read Markdown; in a block of code there is none, and no one is called. */
function asBlock(text: string): string {
  return `\`\`\`\n${escaped(text, mostCharacters, withoutBacktick)}\n\`\`\``;
}

function withoutBacktick(sign: string): string {
  return sign === '`' ? "'" : sign;
}
