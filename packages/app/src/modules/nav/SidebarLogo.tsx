import { Link, useSidebarOpenState } from '@backstage/core-components';
import { PorticoLogo } from './PorticoLogo';
import { PorticoMark } from './PorticoMark';
import styles from './SidebarLogo.module.css';

/** The way home at the top of the sidebar. */
export const SidebarLogo = () => {
  const { isOpen } = useSidebarOpenState();

  return (
    <Link
      to="/"
      underline="none"
      aria-label="Portico, home"
      className={styles.link}
    >
      {isOpen ? <PorticoLogo /> : <PorticoMark />}
    </Link>
  );
};
