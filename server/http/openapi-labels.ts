import { labelsQuerySchema } from '../../shared/wire/label-schemas.ts';
import { bytes, refusal } from './openapi-answers.ts';

/** What the document says of labels. */
export const LABEL_OPERATIONS = [
  {
    method: 'get' as const,
    path: '/api/v1/labels.pdf',
    tag: 'Snapshots',
    summary: 'Labels to print: A4 sheets of 24, with both names, id and a QR code of the resource’s page',
    query: labelsQuerySchema,
    answers: {
      200: bytes('application/pdf', 'A PDF, as an attachment'),
      400: refusal(
        '`labels-of-what`, `no-labels`, `too-many-labels`: `limit` labels in one file; `invalid-parameter` or `unknown-parameter`',
      ),
      404: refusal('`not-found`: there is no such resource; `field` says which parameter named it'),
      500: refusal('`failed`: the server’s log says why'),
      503: refusal('`busy`: too many files are being made; try again'),
    },
  },
];
