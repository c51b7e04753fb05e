import { defineDetector } from '../../src/detector-kit/index.ts';
import { advise } from './advise.ts';
import { AgentWrites } from './agent-writes.ts';
import { Changes } from './changes.ts';
import { NewDevices } from './new-devices.ts';
import { options } from './options.ts';
import { sight } from './sight.ts';

export default defineDetector({
  meta: {
    id: 'risky-config-change',
    version: '1.0.0',
    title: 'Risky change of settings',
    description:
      'Detects changes of the settings that protect the gateway: who may reach it, what agents may do, what is recorded.',
    severity: 'high',
    status: 'stable',
    references: {
      attack: ['T1562.001', 'T1556'],
      atlas: ['AML.CS0050'],
      owasp: ['ASI03:2026', 'LLM06:2025'],
      openclaw: ['T-PERSIST-003', 'CVE-2026-25593', 'GHSA-cwj3-vqpp-pmxr'],
    },
    falsePositives: [
      'You changed it yourself: the log names the setting, not whether its new value is safer.',
      'You put a setting back.',
    ],
  },

  options,
  sight,
  advise,

  create(context) {
    const agentWrites = new AgentWrites(context);
    const newDevices = new NewDevices(context);
    const changes = new Changes(context, agentWrites, newDevices);
    return {
      configChange: (event) => changes.add(event),
      toolExecution: (event) => agentWrites.watch(event),
      pairing(event) {
        if (event.status === 'approved') newDevices.add(event);
      },
    };
  },
});
