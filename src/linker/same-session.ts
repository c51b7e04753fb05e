/** Whether two keys mean one session: the run of a job has a key of its own below the job's, and both are named. */
export function isSameSession(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}:run:`) || other.startsWith(`${one}:run:`);
}
