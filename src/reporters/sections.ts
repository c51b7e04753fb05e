import type { Severity } from '../model/finding.ts';

/** For a terminal or as Markdown. Its texts are not escaped yet. */
export interface SectionPage {
  readonly title: string;
  readonly subtitle: readonly string[];
  readonly sections: readonly Section[];
}

export interface Section {
  readonly title: string;
  readonly lines: readonly SectionLine[];
}

export interface SectionLine {
  /** At most seven characters; without one the text goes on under the one before. An empty text is a gap. */
  readonly label?: string;
  readonly text: string;
  /** Stands in place of the label. */
  readonly severity?: Severity;
  /** `cut` to one line, or a `command` that must stay whole to be copied. */
  readonly as?: 'cut' | 'command';
}
