/** Powers whose first use is told: what a conversation that only read can suddenly do. */
export type Kind = 'exec' | 'browser' | 'automations' | 'gateway' | 'nodes';

const kinds = new Map<string, Kind>([
  ['exec', 'exec'],
  ['process', 'exec'],
  ['code_execution', 'exec'],
  ['terminal', 'exec'],
  ['browser', 'browser'],
  ['automations', 'automations'],
  ['gateway', 'gateway'],
  ['plugins', 'gateway'],
  ['openclaw', 'gateway'],
  ['nodes', 'nodes'],
  ['computer', 'nodes'],
  ['mobile_ui', 'nodes'],
]);

/** Of a canonical tool. */
export function kindOf(tool: string): Kind | undefined {
  return kinds.get(tool);
}
