/** The year and month of a version of OpenClaw, as one number: 202602 of `2026.2.26`; 0 where it names none. */
export function releaseOf(version: string): number {
  const [year = 0, month = 0] = version.split('.').map(Number);
  return year > 0 && month > 0 ? year * 100 + month : 0;
}
