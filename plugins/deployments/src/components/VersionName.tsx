import styles from './VersionName.module.css';

/** A version as its source names it; that it has no name is said. */
export const VersionName = ({ version }: { version: string | null }) =>
  version === null ? (
    <span className={styles.unknown}>version not known</span>
  ) : (
    <span className={styles.version}>{version}</span>
  );
