import { type AuditEvent, defineDetector, episodeGap, networks } from '../../src/detector-kit/index.ts';
import { Gateways } from './gateways.ts';
import { Habits } from './habits.ts';
import { identitiesOf } from './identities.ts';
import { judgeOldCredential } from './judge-old-credential.ts';
import { judgeUse } from './judge-use.ts';
import { options } from './options.ts';
import { placeOf, showsOldCredential } from './places.ts';
import { Rotations } from './rotations.ts';
import { sight } from './sight.ts';
import { Visits } from './visits.ts';

export default defineDetector({
  meta: {
    id: 'multi-ip-session',
    version: '1.0.0',
    title: 'One identity from several addresses',
    description: 'Detects a device, user or isolated session that is used from several addresses in turns.',
    severity: 'high',
    status: 'stable',
    references: {
      attack: ['T1078', 'T1550'],
      atlas: ['AML.T0012'],
      owasp: ['ASI03:2026'],
      openclaw: ['T-ACCESS-003', 'T-PERSIST-004', 'GHSA-m8wm-r5vq-qjpg'],
    },
    falsePositives: [
      'A phone that goes back and forth between a new network and a known one within the hour.',
      'A VPN that is switched on and off for the first time.',
      'A session that two people share on purpose.',
    ],
  },

  options,
  sight,

  create({ options, episodes, memory }) {
    const knowledge = {
      options,
      episodes: episodes('identities', { gap: episodeGap(options.window), keys: 20_000 }),
      visits: new Visits(memory('visits', { max: 20_000 })),
      habits: new Habits(memory('places', { max: 20_000 })),
      gateways: new Gateways(memory('devices', { max: 20_000 })),
      rotations: new Rotations(memory('rotations', { max: 5_000 })),
    };
    const ignored = networks(options.ignore);

    const use = (event: AuditEvent): void => {
      const place = placeOf(event, ignored);
      if (place) for (const identity of identitiesOf(event)) judgeUse(knowledge, event, identity, place);
    };

    return {
      sessionAccess: use,
      toolExecution: use,
      connection: use,
      configChange: use,
      authAttempt: (event) => {
        use(event);
        const place = showsOldCredential(event) ? placeOf(event, ignored) : undefined;
        if (place) judgeOldCredential(knowledge, event, place);
      },
      pairing: (event) => {
        knowledge.rotations.learn(event);
        use(event);
      },
    };
  },
});
