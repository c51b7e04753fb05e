const hour = 3_600_000;
const day = 24 * hour;
const firstDay = Date.parse('2026-10-25T00:00:00Z');

/** After `days` days, at midnight UTC. */
export const endOf = (days: number): string => new Date(firstDay + days * day).toISOString();

/**
 * A plain audit log: every hour a sign of life, and on each day as many addresses as `guessers` says, which guess
 * five times, six times, and so on.
 */
export function guessingDays(guessers: readonly number[], fewest = 5): string {
  return guessers.flatMap((count, index) => dayOf(index, count, fewest)).join('');
}

/** Guesses from one address that got in with the right token at last. */
export function breakIn(time: number, failures: number, ip: string): string {
  const guesses = Array.from({ length: failures }, (_, index) => attempt(time + index * 5000, ip));
  const login = line(time + failures * 5000 + 1000, {
    event: 'authAttempt',
    ip,
    outcome: 'success',
    method: 'token',
  });
  return [...guesses, login].join('');
}

export const at = (days: number, hours: number): number => firstDay + days * day + hours * hour;

function dayOf(index: number, count: number, fewest: number): readonly string[] {
  const life = Array.from({ length: 24 }, (_, hours) => line(at(index, hours), turn));
  const guesses = Array.from({ length: count }, (_, number) => {
    const ip = `203.0.113.${index * 8 + number}`;
    return Array.from({ length: fewest + number }, (_, again) =>
      attempt(at(index, 2 + number) + again * 20_000, ip),
    );
  });
  return [...life, ...guesses.flat()];
}

const turn = { event: 'sessionAccess', sessionKey: 'agent:main:main', action: 'turn', outcome: 'allowed' };

function attempt(time: number, ip: string): string {
  return line(time, {
    event: 'authAttempt',
    ip,
    outcome: 'failure',
    reason: 'token_mismatch',
    method: 'token',
  });
}

function line(time: number, fields: object): string {
  return `${JSON.stringify({ time: new Date(time).toISOString(), ...fields })}\n`;
}
