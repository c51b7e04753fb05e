/** Where a door of the gateway may be named, plain or in percent signs, or a websocket was opened. */
const door = /\/(?:v1|tools|hooks|sessions|api)\b|" 101 |%[0-9a-f]/i;
const common = /^[^"[]{7,300} \[\d{2}\/[A-Z][a-z]{2}\/\d{4}:\d{2}:\d{2}:\d{2} [+-]\d{4}\] "/;

/** A line of the common log format that came to none of the gateway's doors: four of five lines end here. */
export function isElsewhere(text: string): boolean {
  return common.test(text) && !door.test(text);
}
