import { cut } from '../facts/cut.ts';
import { rankOf } from '../facts/severity.ts';
import type { Finding } from '../model/finding.ts';
import type { SharedEntity } from '../model/incident.ts';

const longestStory = 70;
const longestSubject = 40;

type Findings = readonly [Finding, ...Finding[]];

/** What happened, in the words of the findings: how it began, and the worst that came of it. */
export function storyOf(findings: Findings, [subject]: readonly SharedEntity[]): string {
  const worst = gravest(findings);
  const others = `${worst.title}, and ${findings.length - 1} more`;
  const about = subject ? ` about ${cut(subject.value, longestSubject)}` : '';
  const wordings = [...course(findings, worst), others + about, others];
  return wordings.find(({ length }) => length <= longestStory) ?? cut(others, longestStory);
}

/** `Guessing that got in, then another agent's session reached`. */
function course([first, ...later]: Findings, worst: Finding): readonly string[] {
  const [other, ...others] = later.filter(({ title }) => title !== first.title);
  if (!other) return [];
  const next = worst.title === first.title ? gravest([other, ...others]) : worst;
  const more = others.some(({ title }) => title !== other.title) ? ', and more' : '';
  const { title } = next;
  return [`${first.title}, then ${title.charAt(0).toLowerCase()}${title.slice(1)}${more}`];
}

function gravest([first, ...others]: Findings): Finding {
  const rank = ({ severity }: Finding) => rankOf(severity);
  return others.reduce((worst, finding) => (rank(finding) > rank(worst) ? finding : worst), first);
}
