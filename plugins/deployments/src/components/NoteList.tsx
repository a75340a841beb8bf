import type { Note } from '../words/notes';
import { ToneIcon } from './Mark';
import styles from './NoteList.module.css';

/** What is to be said of a version, a line each. */
export const NoteList = ({ notes }: { notes: readonly Note[] }) =>
  notes.length === 0 ? null : (
    <ul className={styles.notes}>
      {notes.map(({ id, tone, text }) => (
        <li key={id} className={styles.note}>
          <ToneIcon tone={tone} />
          <span>{text}</span>
        </li>
      ))}
    </ul>
  );
