import { Heading } from './headings';

/** What follows a heading, up to the next one, as plain words. */
export interface Section {
  /** Undefined for what comes before the first heading. */
  heading?: Heading;
  text: string;
}

/** Collects the words of a page by section. */
export class Sections {
  readonly #parts: Array<{ heading?: Heading; words: string[] }> = [
    { words: [] },
  ];

  open(heading: Heading): void {
    this.#parts.push({ heading, words: [] });
  }

  add(words: string): void {
    if (words) this.#parts[this.#parts.length - 1].words.push(words);
  }

  get list(): Section[] {
    return this.#parts.map(({ heading, words }) => ({
      heading,
      text: words.join(' ').replace(/\s+/g, ' ').trim(),
    }));
  }
}
