/** Lines as gateway 2026.9.6 writes them, from recorded ones, with the parts that an attacker chooses as arguments. */
interface Refused {
  readonly time: number;
  /** Makes the connection id. */
  readonly number: number;
  readonly peer?: string;
  readonly forwardedFor?: string;
  readonly client?: string;
  readonly userAgent?: string;
  readonly origin?: string;
  readonly reason?: string;
}

/** The two lines of one refused connection. */
export function refusedLines(refused: Refused): string {
  const { number, peer = '127.0.0.1', client = 'cli', userAgent = 'node', origin = 'n/a' } = refused;
  const connId = `be50ed8f-84cd-4074-97f2-${number.toString(16).padStart(12, '0')}`;
  const { reason = 'token_mismatch', forwardedFor = 'n/a' } = refused;
  const socket = `peer=${peer}:39782->127.0.0.1:18789 remote=${peer}`;
  const words = 'unauthorized: gateway token mismatch (set gateway.remote.token to match gateway.auth.token)';
  const first = `unauthorized conn=${connId} ${socket} client=${client} cli v2026.9.6 role=operator scopes=0 auth=token device=no platform=linux instance=n/a host=127.0.0.1:18789 origin=${origin} ua=${userAgent} reason=${reason} guidance=${words}`;
  const second = `closed before connect conn=${connId} ${socket} fwd=${forwardedFor} origin=${origin} host=127.0.0.1:18789 ua=${userAgent} code=1008 reason=${words} phase=auth_credentials_received`;
  const fields = {
    cause: 'unauthorized',
    durationMs: 12,
    handshake: 'failed',
    host: '127.0.0.1:18789',
    ...(origin !== 'n/a' && { origin }),
    userAgent,
    ...(forwardedFor !== 'n/a' && { forwardedFor }),
    remoteAddr: peer,
    authMode: 'token',
    authProvided: 'token',
    authReason: reason,
    client,
  };
  const { time } = refused;
  return logLine(time, 'gateway/ws', first, 'WARN') + logLine(time + 1, 'gateway/ws', second, 'WARN', fields);
}

/** One record of the file log, with its 0x0A. */
export function logLine(
  time: number,
  subsystem: string,
  message: string,
  level = 'INFO',
  fields?: object,
): string {
  const date = new Date(time).toISOString();
  const name = JSON.stringify({ subsystem });
  const levels: { readonly [name: string]: number } = { DEBUG: 2, INFO: 3, WARN: 4, ERROR: 5 };
  const meta = {
    runtime: 'node',
    runtimeVersion: '24.21.0',
    hostname: 'vm',
    date,
    logLevelId: levels[level],
    logLevelName: level,
    name,
    parentNames: ['openclaw'],
  };
  const said = fields ? { '0': name, '1': fields, '2': message } : { '0': name, '1': message };
  return `${JSON.stringify({ ...said, _meta: meta, time: date.replace('Z', '+00:00'), hostname: 'vm', message })}\n`;
}

/** Free text of the model, as the root logger echoes it. */
export function modelText(time: number, text: string): string {
  const date = new Date(time).toISOString();
  const meta = {
    runtime: 'node',
    hostname: 'vm',
    date,
    logLevelId: 3,
    logLevelName: 'INFO',
    name: 'openclaw',
  };
  return `${JSON.stringify({ '0': text, _meta: meta, time: date.replace('Z', '+00:00'), hostname: 'vm', message: text })}\n`;
}

export const noon = Date.parse('2026-11-22T12:00:00Z');

/** Eight wrong tokens from 203.0.113.66, through the trusted proxy. */
export function attack(at = noon): string {
  const times = Array.from({ length: 8 }, (_, index) => at + index * 2_000);
  return times
    .map((time, index) => refusedLines({ time, number: index, forwardedFor: '203.0.113.66' }))
    .join('');
}
