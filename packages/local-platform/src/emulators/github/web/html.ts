/** Text that is HTML already; everything else is escaped. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = Html | string | number | null | undefined | false | Piece[];

/** Writes HTML; whatever is put in is escaped, unless it is {@link Html} itself. */
export function markup(parts: TemplateStringsArray, ...pieces: Piece[]): Html {
  const text = parts
    .map(
      (part, index) =>
        part + (index < pieces.length ? render(pieces[index]) : ''),
    )
    .join('');
  return new Html(text);
}

function render(piece: Piece): string {
  if (Array.isArray(piece)) {
    return piece.map(render).join('');
  }
  if (piece instanceof Html) {
    return piece.text;
  }
  return piece === null || piece === undefined || piece === false
    ? ''
    : escapeHtml(String(piece));
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in HTML, also in an attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => ENTITIES[character]);
}
