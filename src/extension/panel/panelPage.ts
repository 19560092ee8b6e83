export interface PanelPage {
  /** New for each page. */
  readonly nonce: string;
  /** Where styles and fonts come from, as a policy names it. */
  readonly source: string;
  /** Where a file of the bundle is found. */
  readonly address: (name: string) => string;
  /** What a page in an editor is about; null in the side bar. */
  readonly scenario: string | null;
}

/** The panel's page: no source but our bundle, no image, no connection, and scripts by the nonce alone. */
export function panelPage({ nonce, source, address, scenario }: PanelPage): string {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${nonce}'`,
    `font-src ${source}`,
    "img-src 'none'",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Scenarist</title>
<link rel="stylesheet" href="${address('panel.css')}">
</head>
<body>
<scenarist-panel${scenario === null ? '' : ` data-scenario="${encodeURIComponent(scenario)}"`}></scenarist-panel>
<script type="module" nonce="${nonce}" src="${address('panel.js')}"></script>
</body>
</html>`;
}
