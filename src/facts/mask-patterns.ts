/** What a secret is replaced by. Each pattern keeps its first group, the words before the secret. */
export const mask = '$1***';

/**
 * Secrets that show by their own shape, or by the word before them. Linear in time: each starts at a place that a
 * character of its own run cannot precede, so no part of a text is scanned twice.
 */
export const tokenPatterns: readonly RegExp[] = [
  /()-----BEGIN [A-Z0-9 ]{1,40}-----[\s\S]*?(?:-----END [A-Z0-9 ]{1,40}-----|$)/g,
  /(:\/\/[^\s/:@]{0,200}:)[^\s/@]{1,500}(?=@)/g,
  /(\bbearer\s{1,4})(?:[\w.~+/-]{16,}|(?=[\w.~+/-]{0,15}\d)[\w.~+/-]{8,15})=*/gi,
  /(\bbasic\s{1,4})(?=[a-z]{0,300}[\d+/=])[a-z\d+/]{8,}=*/gi,
  /((?<![A-Za-z0-9])(?:sk|pk|rk)[-_])[\w-]{8,}/g,
  /((?<![A-Za-z0-9])(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|npm_|hf_|AIza))[\w-]{16,}/g,
  /((?<![A-Za-z0-9])(?:AKIA|ASIA))[A-Z0-9]{16}(?![A-Z0-9])/g,
  /((?<![\w-])eyJ)[\w-]{5,}\.[\w-]{2,}(?:\.[\w-]*)?/g,
  // A bot token of Telegram.
  /((?<!\d)\d{8,10}:)[\w-]{35}(?![\w-])/g,
  /(\bcurl\s(?:[^\n]{0,200}\s)?(?:-u|--user)\s{0,4}[^\s:]{1,100}:)\S+/g,
  // A long run after a credential word; a uuid is an id, and so is what follows `sha256:` or `device=`.
  /(\b(?:tokens?|secrets?|passwords?|passphrase|credentials?|bearer|api[ _-]?key)["':]{0,2}(?:\s{1,3}(?:is|was|to|set|value|new|old|now|the)){0,3}[\s"'`:=]{1,4})(?![0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-)[A-Za-z0-9+_-][A-Za-z0-9+/_-]{31,}=*/gi,
];
