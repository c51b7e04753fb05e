/** From its first to its last millisecond. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** Spans in order, those that touch made one, empty ones left out. */
export function joinSpans(spans: readonly TimeSpan[]): readonly TimeSpan[] {
  const joined: TimeSpan[] = [];
  const sorted = spans.filter(({ from, to }) => from < to).sort((a, b) => a.from - b.from);
  for (const span of sorted) {
    const last = joined.at(-1);
    if (last && span.from <= last.to)
      joined.push({ from: last.from, to: Math.max(span.to, joined.pop()?.to ?? 0) });
    else joined.push(span);
  }
  return joined;
}

/** What of the spans lies in none of the holes. */
export function withoutSpans(spans: readonly TimeSpan[], holes: readonly TimeSpan[]): readonly TimeSpan[] {
  return joinSpans(holes).reduce<readonly TimeSpan[]>(
    (left, hole) =>
      left.flatMap(({ from, to }) =>
        joinSpans([
          { from, to: Math.min(to, hole.from) },
          { from: Math.max(from, hole.to), to },
        ]),
      ),
    joinSpans(spans),
  );
}

export function withinSpan(spans: readonly TimeSpan[], { from, to }: TimeSpan): readonly TimeSpan[] {
  return joinSpans(spans.map((span) => ({ from: Math.max(span.from, from), to: Math.min(span.to, to) })));
}

/** Milliseconds of joined spans. */
export function lengthOfSpans(spans: readonly TimeSpan[]): number {
  return spans.reduce((sum, { from, to }) => sum + to - from, 0);
}
