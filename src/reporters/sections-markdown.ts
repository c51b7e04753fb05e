import { markdownCode, markdownProse, markdownText } from './markdown-text.ts';
import type { Section, SectionLine, SectionPage } from './sections.ts';

export function sectionsMarkdown({ title, subtitle, sections }: SectionPage): string {
  const blocks = [
    `# ${markdownText(title)}`,
    ...subtitle.map(markdownText),
    ...sections.filter(({ lines }) => lines.length > 0).flatMap(sectionBlocks),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function sectionBlocks({ title, lines }: Section): readonly string[] {
  const items = lines.filter(({ text }) => text !== '').map(item);
  return [`## ${markdownText(title)}`, items.join('\n')];
}

function item({ text, as, severity, label = severity ?? '' }: SectionLine): string {
  if (as === 'command') return `  - ${markdownCode(text)}`;
  const words = as === 'cut' ? markdownCode(text) : markdownProse(text);
  return label === '' ? `- ${words}` : `- **${markdownText(label)}** ${words}`;
}
