import { type Advice, type Finding, type GatewayPosture, reachOf } from '../../src/detector-kit/index.ts';
import { limiterInWords, limitsOf } from './limiter.ts';
import { limiterOn } from './reports/remedies.ts';

const [switchLimiterOn] = limiterOn;
const closesGateway = /openclaw config set gateway\.bind loopback/;

/** Whether this gateway limits guessing, and who reaches it. */
export function advise(finding: Finding, posture: GatewayPosture): Advice {
  const { remediation } = finding;
  const { bind = 'loopback, as nothing else is set' } = posture;
  const reach = reachOf(posture);
  return {
    ...(isOpenToGuessing(finding, posture) && { severity: 'high' }),
    facts: [
      fact('limiter', limiterInWords(posture)),
      fact('gateway.bind', bind),
      ...(reach === 'internet' ? [fact('gateway.tailscale.mode', 'funnel')] : []),
      ...(posture.authMode === undefined ? [] : [fact('gateway.auth.mode', posture.authMode)]),
    ],
    remediation: withLimiter(
      remediation.flatMap((remedy) => fitted(remedy, posture)),
      posture,
    ),
  };
}

/** A password, which may be short, and nothing that slows down whoever tries them all. */
function isOpenToGuessing({ explanation }: Finding, posture: GatewayPosture): boolean {
  const passwords = explanation.facts.some(
    ({ name, value }) => name === 'reasons' && /\bpassword_/.test(value),
  );
  const reach = reachOf(posture);
  return passwords && limitsOf(posture) === undefined && (reach === 'network' || reach === 'internet');
}

/** What is closed already needs no closing. */
function fitted(remedy: string, posture: GatewayPosture): readonly string[] {
  if (remedy === switchLimiterOn && limitsOf(posture) !== undefined) return [];
  if (!closesGateway.test(remedy)) return [remedy];
  const reach = reachOf(posture);
  if (reach === 'internet') {
    return [
      'Tailscale Funnel opens this gateway to the whole internet: `openclaw config set gateway.tailscale.mode serve`.',
    ];
  }
  if (reach === 'network') {
    return [
      `\`gateway.bind\` is \`${posture.bind}\` here, so every network of the machine reaches it: \`openclaw config set gateway.bind loopback\`, and use Tailscale or SSH.`,
    ];
  }
  if (reach === undefined) return [remedy];
  return [
    'The gateway itself is not open to other networks: what lets them in is the proxy or tunnel in front of it; let that admit your own people only.',
  ];
}

function withLimiter(remedies: readonly string[], posture: GatewayPosture): readonly string[] {
  if (limitsOf(posture) !== undefined || remedies.includes(switchLimiterOn)) return remedies;
  return [
    ...remedies,
    `No limit is set for wrong credentials, and before 2026.6 that means none. ${switchLimiterOn}`,
  ];
}

function fact(name: string, value: string) {
  return { name, value, number: null };
}
