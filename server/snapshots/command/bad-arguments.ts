/** What was asked for cannot be understood: the usage is the answer. */
export class BadArguments extends Error {
  override readonly name = 'BadArguments';
}
