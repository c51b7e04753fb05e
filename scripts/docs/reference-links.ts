import type { References } from '../../src/model/finding.ts';

/** A line for each catalogue that knows the pattern, with links where an address follows from the name. */
export function linksOf({ attack, atlas, owasp, openclaw }: References): string[] {
  const lines = [
    ...line('MITRE ATT&CK', attack.map(attackLink)),
    ...line('MITRE ATLAS', atlas.map(atlasLink)),
    ...line('OWASP', owasp),
    ...line('OpenClaw', openclaw.map(openclawLink)),
  ];
  return lines.length > 0 ? [lines.join('\\\n')] : [];
}

const line = (name: string, links: readonly string[]): string[] =>
  links.length > 0 ? [`${name}: ${links.join(' · ')}`] : [];

const attackLink = (id: string): string =>
  `[${id}](https://attack.mitre.org/techniques/${id.replace('.', '/')}/)`;

const atlasLink = (id: string): string =>
  `[${id}](https://atlas.mitre.org/${id.startsWith('AML.CS') ? 'studies' : 'techniques'}/${id})`;

const openclawLink = (name: string): string => {
  if (name.startsWith('T-')) return `[${name}](https://trust.openclaw.ai/trust/threatmodel)`;
  if (name.startsWith('GHSA-')) return `[${name}](https://github.com/advisories/${name})`;
  return name.startsWith('CVE-') ? `[${name}](https://nvd.nist.gov/vuln/detail/${name})` : `<${name}>`;
};
