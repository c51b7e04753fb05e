import { join } from 'node:path';
import { dailyService, dailyTimer } from './daily-unit.ts';
import { followerService } from './follower-unit.ts';
import { account, marker, type Plan, systemStateRoot, type UnitFile, unitNames } from './plan.ts';

/** The files of a plan, in the order in which they make sense to a reader. */
export function unitFiles(plan: Plan): readonly UnitFile[] {
  const { follower, daily } = unitNames(plan.profile);
  const unit = (name: string, text: string) => ({ path: join(plan.folders.units, name), text });
  return [
    ...(plan.scope === 'system' ? [userFile(plan.folders.users)] : []),
    unit(`${follower}.service`, followerService(plan)),
    unit(`${daily}.service`, dailyService(plan)),
    unit(`${daily}.timer`, dailyTimer()),
  ];
}

function userFile(folder: string): UnitFile {
  const text = `${marker}
# A user of its own, which the watched agent cannot be.
u ${account} - "openclaw-audit" ${systemStateRoot}/${account}
`;
  return { path: join(folder, `${account}.conf`), text };
}
