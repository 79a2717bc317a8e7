import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type express from 'express';
import type { Express, Response } from 'express';
import { openApiDocument } from './openapi.ts';

const require = createRequire(import.meta.url);
/** What the page loads of swagger-ui-dist; nothing else of the package is served. */
const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js'] as const;

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Skyrack API</title>
    <link rel="stylesheet" href="/api/docs/swagger-ui.css">
    <link rel="icon" href="data:,">
  </head>
  <body>
    <div id="document"></div>
    <noscript>The same document as JSON: <a href="/api/v1/openapi.json">/api/v1/openapi.json</a></noscript>
    <script src="/api/docs/swagger-ui-bundle.js"></script>
    <script src="/api/docs/start.js"></script>
  </body>
</html>
`;

/** A file of its own: the page's policy allows no script inside it. No validator: it would ask another server. */
const START = `window.SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  domNode: document.getElementById('document'),
  deepLinking: true,
  displayOperationId: false,
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: false,
  validatorUrl: null,
});
`;

/** The API's document and its page, all from this server: nothing is loaded from elsewhere. */
export function mountDocs(app: Express, version: string): void {
  const json = JSON.stringify(openApiDocument(version));
  const tag = `"${createHash('sha256').update(json).digest('base64url')}"`;
  const folder = dirname(require.resolve('swagger-ui-dist/swagger-ui.css'));

  app.get('/api/v1/openapi.json', (_request, response) => {
    response.setHeader('ETag', tag);
    response.setHeader('Cache-Control', 'no-cache');
    response.type('application/json').send(json);
  });
  app.get('/api/docs', (_request, response) => {
    kept(response).type('html').send(PAGE);
  });
  app.get('/api/docs/start.js', (_request, response) => {
    kept(response).type('js').send(START);
  });
  for (const file of FILES) app.get(`/api/docs/${file}`, sendFile(folder, file));
}

function sendFile(folder: string, file: string): express.RequestHandler {
  return (_request, response) => {
    kept(response).sendFile(file, { root: folder });
  };
}

function kept(response: Response): Response {
  return response.setHeader('Cache-Control', 'no-cache') as Response;
}
