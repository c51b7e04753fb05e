/** The state folder of one gateway. */
export interface GatewayFolder {
  readonly name: string;
  readonly folder: string;
  /** Path of its `openclaw.json`. */
  readonly config?: string;
}
