export type Refusal = {
  readonly time: number;
  readonly command: string;
  /** The start of its approval's id. */
  readonly id: string | null;
  readonly callId: string | null;
};
