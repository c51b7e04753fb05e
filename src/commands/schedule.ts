import { AuditError } from './audit-error.ts';
import { exitCodes } from './exit-codes.ts';
import type { RawOptions } from './options.ts';
import { crontabLine } from './schedule/crontab.ts';
import { doubtsOf } from './schedule/doubts.ts';
import { callerHere, surroundingsHere } from './schedule/here.ts';
import { install, type Surroundings } from './schedule/install.ts';
import { makePlan } from './schedule/make-plan.ts';
import type { Plan } from './schedule/plan.ts';
import { remove } from './schedule/remove.ts';
import { showPlan } from './schedule/show.ts';
import { readSettings, usualPlaces } from './settings.ts';

export interface ScheduleFlags {
  readonly install?: boolean;
  readonly remove?: boolean;
  readonly user?: boolean;
}

/** `openclaw-audit schedule`: prints, installs or removes what runs the follower and the daily summary. */
export async function schedule(
  paths: readonly string[],
  options: RawOptions,
  flags: ScheduleFlags,
): Promise<number> {
  if (flags.install && flags.remove) throw new AuditError('USAGE', '--install or --remove, not both');
  const plan = await makePlan({ paths, options, scope: scopeOf(flags) }, callerHere());
  const here = await surroundingsHere();
  if (flags.remove) return await remove(plan, here);
  // A broken settings file is better seen now than in the journal.
  const { path } = await readSettings(options.config);
  if (plan.scope === 'system' && !options.config && path !== undefined && path !== usualPlaces().at(-1))
    here.warn(
      `the units do not read ${path}: the watched agent may write there; copy it to ${usualPlaces().at(-1)}`,
    );
  return flags.install ? await installHere(plan, here) : await show(plan, here);
}

/** What is printed is the better one; what is installed is what this user can. */
function scopeOf({ install: installs, remove: removes, user }: ScheduleFlags): Plan['scope'] {
  const cannot = (installs || removes) && process.getuid?.() !== 0;
  return user || cannot ? 'user' : 'system';
}

async function show(plan: Plan, { say, warn }: Surroundings): Promise<number> {
  for (const doubt of await doubtsOf(plan)) warn(doubt);
  await say(showPlan(plan));
  return exitCodes.done;
}

async function installHere(plan: Plan, here: Surroundings): Promise<number> {
  if (!here.hasSystemd) {
    here.warn(
      'there is no systemd here, so nothing was installed; for the daily summary add this with crontab -e:',
    );
    await here.say(crontabLine(plan));
    return exitCodes.usage;
  }
  const doubts = await doubtsOf(plan);
  if (doubts.length > 0) throw new AuditError('USAGE', doubts.join('\n'));
  return await install(plan, here);
}
