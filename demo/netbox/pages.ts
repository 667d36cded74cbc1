/** The HTML that NetBox (or the server before it) answers where a client might expect JSON. */

export function notFoundPage(path: string, version: string): string {
  return `<!DOCTYPE html>
<html lang="en" data-netbox-version="${version}">
  <head><meta charset="UTF-8" /><title>Page Not Found | NetBox</title></head>
  <body>
    <div class="card">
      <h2 class="card-header text-danger">${path.replaceAll('<', '&lt;')}</h2>
      <div class="card-body">The requested page does not exist.</div>
    </div>
  </body>
</html>
`;
}

/** gunicorn's answer to a request line that is too long. */
export function requestLinePage(length: number, limit: number): string {
  return `<html>
  <head>
    <title>Bad Request</title>
  </head>
  <body>
    <h1><p>Bad Request</p></h1>
    Request Line is too large (${length} &gt; ${limit})
  </body>
</html>
`;
}
