import type { Recogniser } from '../recogniser.ts';
import { closedBeforeConnect } from './closed-before-connect.ts';
import { unauthorized } from './unauthorized.ts';

export const auth: readonly Recogniser[] = [
  {
    subsystem: 'gateway/ws',
    prefix: 'unauthorized conn=',
    sample: {
      level: 'WARN',
      message:
        'unauthorized conn=f64095fb-2086-4e28-89bc-bd61f0de00e1 peer=127.0.0.1:55944->127.0.0.1:29399 ' +
        'remote=127.0.0.1 client=cli cli v2026.9.6 role=operator scopes=0 auth=token device=no platform=linux ' +
        'instance=n/a host=127.0.0.1:29399 origin=n/a ua=python-websockets/12.0 reason=token_mismatch ' +
        'guidance=unauthorized: gateway token mismatch (set gateway.remote.token to match gateway.auth.token)',
    },
    read: unauthorized,
  },
  {
    subsystem: 'gateway/ws',
    prefix: 'closed before connect conn=',
    sample: {
      level: 'WARN',
      message:
        'closed before connect conn=906f6689-22be-4f75-88b7-40f75ef22baa peer=127.0.0.1:50468->127.0.0.1:29399 ' +
        'remote=127.0.0.1 fwd=203.0.113.122 origin=https://claw.example.com host=127.0.0.1:29399 ua=node ' +
        'code=1008 reason=device signature invalid phase=auth_credentials_received',
      fields: {
        cause: 'device-auth-invalid',
        host: '127.0.0.1:29399',
        origin: 'https://claw.example.com',
        userAgent: 'node',
        forwardedFor: '203.0.113.122',
        remoteAddr: '127.0.0.1',
        reason: 'device-signature',
        client: 'openclaw-control-ui',
        deviceId: 'dd325c8a3a49cc04822d0cd11b6985e36778cb4dcd572f7579741625adc3ceca',
      },
    },
    read: closedBeforeConnect,
  },
  {
    subsystem: 'gateway/hooks',
    prefix: 'hook auth throttled for ',
    sample: { level: 'WARN', message: 'hook auth throttled for 203.0.113.130; retry-after=60s' },
    read: ({ message }) => {
      const peer = /^hook auth throttled for ([^\s;]{1,64});/.exec(message)?.[1];
      // The line comes after twenty refusals that leave none.
      const attempt = { outcome: 'limited', reason: 'hook_throttled', method: 'hook', count: 20 } as const;
      return [{ type: 'authAttempt', ...attempt, ...(peer !== undefined && { peer }) }];
    },
  },
];
