import type { AccessRecord } from './access-record.ts';

const credentials = ['authorization', 'x-openclaw-token', 'x-openclaw-password', 'cookie'];

/** What the headers of a request say, by their lower-case names. `all`: the log holds every header. */
export function headerFacts(
  header: (name: string) => string | undefined,
  all: boolean,
): Partial<AccessRecord> {
  const shown = credentials.some((name) => isSet(header(name)));
  return {
    userAgent: header('user-agent'),
    origin: header('origin'),
    forwardedFor: header('x-forwarded-for') ?? (all ? '' : undefined),
    sessionKey: nameIn(header('x-openclaw-session-key')),
    agentId: nameIn(header('x-openclaw-agent-id')),
    websocket: header('upgrade')?.toLowerCase() === 'websocket' ? true : undefined,
    credential: shown || (all ? false : undefined),
  };
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '-';
}

function nameIn(value: string | undefined): string | undefined {
  const name = value?.trim();
  return name === undefined || name === '' || name === '-' || name.length > 512 ? undefined : name;
}
