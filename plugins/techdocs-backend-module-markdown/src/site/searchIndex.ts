import { Section } from '../markdown/Sections';

/** A page as search needs it. */
export interface SearchablePage {
  title: string;
  address: string;
  sections: readonly Section[];
}

/** One thing that search can find: a page, or a section of one. */
export interface SearchDocument {
  location: string;
  title: string;
  text: string;
}

/** What search can find of a page: its beginning under its title, each section under its own. */
export function searchDocuments(page: SearchablePage): SearchDocument[] {
  const isOpening = ({ heading }: Section) =>
    heading === undefined || heading.level === 1;
  const opening = page.sections.filter(isOpening).map(({ text }) => text);
  const sections = page.sections.filter(section => !isOpening(section));
  return [
    {
      location: page.address,
      title: escapeText(page.title),
      text: escapeText(opening.join(' ').trim()),
    },
    ...sections.map(({ heading, text }) => ({
      location: `${page.address}#${encodeURIComponent(heading?.id ?? '')}`,
      title: escapeText(`${page.title}: ${heading?.text ?? ''}`),
      text: escapeText(text),
    })),
  ];
}

/** The collator of TechDocs turns entities back into characters. */
function escapeText(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
