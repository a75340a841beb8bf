import { FileChange } from '../git/changes';
import { Html, markup } from './html';

/** The changed files of a commit or pull request. */
export function changesHtml(files: readonly FileChange[]): Html {
  return markup`<h2>Files changed: ${files.length}</h2>
    ${files.map(fileHtml)}`;
}

function fileHtml(file: FileChange): Html {
  const moved = file.previousPath ? ` (was ${file.previousPath})` : '';
  return markup`<section>
    <h2>${file.path}${moved}</h2>
    <p>${file.status}, +${file.additions} -${file.deletions}</p>
    ${
      file.patch === undefined
        ? markup`<p>No text to show: a binary file, or a change of its mode.</p>`
        : markup`<pre>${file.patch.split('\n').map(lineHtml)}</pre>`
    }
  </section>`;
}

const CLASSES: Readonly<Record<string, string>> = {
  '+': 'added',
  '-': 'removed',
  '@': 'hunk',
};

function lineHtml(line: string): Html {
  // An empty line keeps its height by the space that every context line has.
  const kind = CLASSES[line[0]] ?? 'context';
  return markup`<span class="${kind}">${line || ' '}</span>`;
}
