import type { Label } from '../model/resource.ts';

/**
 * Words of one part of the product, by key `part.name`. A sentence may hold values as `{{name}}`, the same ones in both
 * languages.
 */
export type Texts = Readonly<Record<string, Label>>;
