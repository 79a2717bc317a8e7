/** A request as it was run, and the status of its answer. The answers are in openapi-replies.ts. */
export interface Example {
  readonly summary: string;
  readonly status: number;
  readonly request: {
    readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    /** With its query. */
    readonly address: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly json?: unknown;
    /** Bytes of a body that is not text. */
    readonly base64?: string;
    /** Without the ingest token. */
    readonly anonymous?: true;
  };
}
