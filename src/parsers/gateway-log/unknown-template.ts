const quoted = /"[^"]{0,200}"|'[^']{0,200}'/g;
const path = /(?:[A-Za-z]:)?(?:[\\/][\w.@-]{1,100}){2,20}/g;
const uuid = /[0-9a-f]{8}-[0-9a-f-]{27}|\b[0-9a-f]{16,64}\b/gi;

/** The shape of a message: what varies from line to line is left out. */
export function templateOf(message: string): string {
  const head = message.slice(0, 400).replace(uuid, '<id>').replace(quoted, '<text>').replace(path, '<path>');
  return head.replace(/\d{1,40}/g, 'N').slice(0, 80);
}
