/** What the examples were answered, recorded by test/flow/api.test.ts with RECORD_EXAMPLES=1; never written by hand. */
export const REPLIES: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {};
