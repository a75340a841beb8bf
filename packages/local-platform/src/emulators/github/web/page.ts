import { Response } from 'express';
import { Html, markup } from './html';

/** Where the style sheet of the pages is. */
export const STYLE_PATH = '/_emulator/style.css';

/** How the pages look: the reader's own fonts and light or dark scheme. */
export const STYLE = `:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 0 1rem 3rem; }
header { border-bottom: 1px solid #8886; padding: .75rem 0; margin-bottom: 1rem; }
header p { margin: 0; font-size: .875rem; opacity: .8; }
h1 { font-size: 1.5rem; margin: .5rem 0; overflow-wrap: anywhere; }
h2 { font-size: 1.125rem; margin: 1.5rem 0 .5rem; overflow-wrap: anywhere; }
pre { overflow: auto; border: 1px solid #8886; border-radius: .375rem; padding: .75rem; font-size: .8125rem; line-height: 1.45; }
pre.text { white-space: pre-wrap; overflow-wrap: anywhere; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: left; padding: .25rem .75rem .25rem 0; vertical-align: top; border-bottom: 1px solid #8883; overflow-wrap: anywhere; }
.state { border: 1px solid #8886; border-radius: 1rem; padding: .125rem .625rem; font-size: .875rem; }
.added { background: #2da44e33; display: block; }
.removed { background: #cf222e33; display: block; }
.hunk { opacity: .75; display: block; }
.context { display: block; }
`;

/** A whole page around its content. */
export function page(title: string, content: Html): string {
  return markup`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Git host (emulated)</title>
        <link rel="stylesheet" href="${STYLE_PATH}" />
      </head>
      <body>
        <header>
          <p>
            Portico's local GitHub emulator: real git, on this machine only.
            <a href="/">All repositories</a>
          </p>
        </header>
        <main>${content}</main>
      </body>
    </html> `.text;
}

/** Sends a page, with headers that let nothing of it run or load. */
export function sendPage(
  response: Response,
  title: string,
  content: Html,
  status = 200,
): void {
  response
    .status(status)
    .set({
      'Content-Security-Policy':
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'Content-Type': 'text/html; charset=utf-8',
      'Referrer-Policy': 'no-referrer',
    })
    .end(page(title, content));
}
